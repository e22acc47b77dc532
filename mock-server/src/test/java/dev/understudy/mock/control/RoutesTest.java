package dev.understudy.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The list in the code and the file that describes it say the same. */
class RoutesTest {
    private static final java.util.List<Route> ALL = Routes.ALL;

    private final ControlDescription description = new ControlDescription();

    @Test
    void every_route_is_described_and_every_description_has_a_route() {
        assertThat(ALL).extracting(Route::toString).containsExactlyInAnyOrderElementsOf(description.operations());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void the_names_that_a_call_may_have_are_those_that_are_described(Route route) {
        assertThat(route.query()).containsExactlyInAnyOrderElementsOf(description.queryNames(route));
        assertThat(route.body()).containsExactlyInAnyOrderElementsOf(description.bodyNames(route));
    }
}
