package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteIndexTest {
    static java.util.List<String> packs() {
        return ContractPack.bundled();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void the_index_that_the_build_wrote_says_what_swagger_parser_finds(String name) {
        var pack = ContractPack.find(name);
        var text = pack.text("openapi.yaml");
        assertThat(RouteIndex.parse(pack.routeIndex().orElseThrow(), text))
                .contains(new RouteReader(pack.document("openapi.yaml")).read(text));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void an_index_says_nothing_of_another_text(String name) {
        var pack = ContractPack.find(name);
        var text = pack.text("openapi.yaml");
        assertThat(RouteIndex.parse(pack.routeIndex().orElseThrow(), text + "\n#"))
                .isEmpty();
    }
}
