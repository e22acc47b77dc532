package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.TargetProfile.JobKind;
import dev.understudy.mock.MockServer;
import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.verdict.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stories of changing networks show, and where they cannot be played. */
class NetworkStoriesTest {
    private static final String WIFI_TO_CELLULAR = "network-wifi-to-cellular";

    @Test
    void a_server_that_lets_go_of_silent_streams_and_resumes_is_fine() throws InterruptedException {
        var result = play("steady-pace", "embedded");

        assertThat(outcome(result, "TERMINAL-RELEASES")).isEqualTo(Outcome.PASS);
        assertThat(outcome(result, "RESUME-LOSSLESS")).isEqualTo(Outcome.PASS);
        assertThat(outcome(result, "RESUME-NO-REPEAT")).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_server_that_loses_what_was_sent_meanwhile_is_caught() throws InterruptedException {
        assertThat(broken(play("mutant-resume-lossless", "embedded"))).containsExactly("RESUME-LOSSLESS");
    }

    @Test
    void where_only_a_toxiproxy_is_there_it_is_not_tested_and_says_why() throws InterruptedException {
        try (var other = EmbeddedToxiproxy.start("127.0.0.1", 0)) {
            var result = play("steady-pace", other.uri().toString());

            assertThat(outcome(result, "TERMINAL-RELEASES")).isEqualTo(Outcome.NOT_TESTED);
            assertThat(result.cases().get(0).skipped())
                    .contains("its transition acts on connections one by one, and toxiproxy 2.12.0 at " + other.uri()
                            + " only on all of a proxy (--toxiproxy embedded can)");
        }
    }

    private static SuiteResult play(String scenario, String toxiproxy) throws InterruptedException {
        try (var mock = MockServer.play(scenario)) {
            var healthy = ProfileReader.bundledMock();
            var jobs = new LinkedHashMap<>(healthy.jobs());
            jobs.put(
                    "slow",
                    new JobKind(
                            4,
                            Map.of("X-Mock-Scenario", scenario),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            var profile = new TargetProfile(
                    scenario,
                    healthy.baseUrl(),
                    healthy.contract(),
                    List.of("imports"),
                    healthy.terms(),
                    healthy.longestJob(),
                    Optional.empty(),
                    jobs);
            return new Suite(
                            profile.at(mock.baseUri()),
                            new SuiteSettings(List.of(WIFI_TO_CELLULAR), 1, 1, Optional.of(toxiproxy)))
                    .run();
        }
    }

    private static Outcome outcome(SuiteResult result, String rule) {
        return result.rules().stream()
                .filter(found -> found.rule().id().equals(rule))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private static List<String> broken(SuiteResult result) {
        return result.rules().stream()
                .filter(rule -> rule.outcome().compareTo(Outcome.WARN) <= 0)
                .map(rule -> rule.rule().id())
                .toList();
    }
}
