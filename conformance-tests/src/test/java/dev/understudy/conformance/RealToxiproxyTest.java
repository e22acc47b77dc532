package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.MockServer;
import dev.understudy.realpart.RealParts;
import dev.understudy.verdict.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The network's stories through the original Toxiproxy, which the suite takes from the PATH if it is there. */
class RealToxiproxyTest {
    @Test
    void the_stories_are_played_through_the_toxiproxy_that_is_on_the_path() throws Exception {
        RealParts.here().program("toxiproxy-server", "Install Toxiproxy 2.12.");
        try (var mock = MockServer.play("happy-path")) {
            var profile = ProfileReader.bundledMock().at(mock.baseUri());
            var result = new Suite(profile, new SuiteSettings(List.of("network"), 4, 1, Optional.empty())).run();

            assertThat(result.network()).startsWith("toxiproxy 2.12");
            assertThat(result.rules()).noneMatch(rule -> rule.outcome().compareTo(Outcome.WARN) <= 0);
            assertThat(result.rules())
                    .filteredOn(rule -> rule.rule().id().startsWith("RESUME-"))
                    .filteredOn(rule -> rule.outcome() == Outcome.PASS)
                    .extracting(rule -> rule.rule().id())
                    .contains("RESUME-LOSSLESS", "RESUME-NO-REPEAT");
        }
    }
}
