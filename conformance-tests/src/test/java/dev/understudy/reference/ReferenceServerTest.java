package dev.understudy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correct servers that are not our mock pass the suite, however they differ: no false alarm. */
class ReferenceServerTest {
    private static final String JOBS = """
            jobs:
              usual: {items: 4}
              slow: {items: 8}
              failing: {headers: {X-Test: failing}}
              idle: {items: 2, headers: {X-Test: idle}}
              expiring: {items: 2, headers: {X-Test: short-lived}, results-ttl: 1s}
              limited: {items: 2, headers: {X-Test: limited}}
            """;

    @TempDir
    private Path folder;

    private SuiteResult judge(Manner manner, String profile) throws IOException, InterruptedException {
        return judge(manner, List.of(), profile);
    }

    private SuiteResult judge(Manner manner, List<String> only, String profile)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("profile.yaml"), "name: reference\nlongest-job: 20s\n" + profile);
        Files.writeString(folder.resolve("token.txt"), ReferenceServer.TOKEN + "\n");
        try (var server = ReferenceServer.start(manner)) {
            var settings = new SuiteSettings(only, 4, 1, Optional.of("embedded"));
            return new Suite(ProfileReader.read(file).at(server.baseUri()), settings, done -> {}).run();
        }
    }

    /** Every rule passes, but for these, and those about speed, which the profile says cannot be tested or do not apply. */
    private static void assertPassed(SuiteResult result, String... others) {
        assertThat(result.rules().stream()
                        .filter(rule -> rule.outcome() != Outcome.PASS)
                        .map(rule -> rule.outcome().word() + " " + rule.rule().id())
                        .filter(verdict -> !verdict.startsWith("not-tested SLO-"))
                        .toList())
                .as(() -> explain(result))
                .containsExactlyInAnyOrder(others);
    }

    private static String explain(SuiteResult result) {
        return result.rules().stream()
                .filter(rule -> rule.outcome() != Outcome.PASS)
                .map(rule -> rule.outcome().word() + " " + rule.rule().id() + ": " + rule.reason())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_usual_server_passes_everything() throws Exception {
        assertPassed(judge(Manner.usual(), "capabilities: {heartbeat: 1s}\n" + JOBS));
    }

    @Test
    void its_speed_is_measured_and_shown() throws Exception {
        var limits = "slo: {runs: 2, connect: 20s, first-message: 20s, reconnect: 20s}\n";
        var result = judge(
                Manner.usual(),
                List.of("speed"),
                limits + "pipelines: [enrichments]\ncapabilities: {heartbeat: 1s}\n" + JOBS);
        var speeds = result.rules().stream()
                .filter(rule -> rule.rule().id().startsWith("SLO-"))
                .filter(rule -> rule.outcome() != Outcome.NOT_TESTED)
                .toList();
        assertThat(speeds).hasSize(6).allMatch(rule -> rule.outcome() == Outcome.PASS);
        assertThat(speeds.get(0).evidence().get(0))
                .matches(
                        "speed: p50 \\d+ ms, p95 \\d+ ms, p99 \\d+ ms, measured 2 times; the limit for p95 is 20.0 s\\.");
    }

    @Test
    void ids_may_be_opaque() throws Exception {
        var manner = Manner.usual().ids(Manner.Ids.UUID).links(Manner.Links.RELATIVE_TO_REQUEST);
        assertPassed(judge(manner, "capabilities: {heartbeat: 1s, ids: opaque}\n" + JOBS), "not-applicable ID-RISING");
    }

    @Test
    void ids_may_be_plain_numbers_and_links_absolute_and_streams_compressed() throws Exception {
        var manner = Manner.usual()
                .ids(Manner.Ids.PLAIN_NUMBERS)
                .links(Manner.Links.ABSOLUTE)
                .compressing();
        var profile = "pipelines: [enrichments]\ncapabilities: {heartbeat: 1s}\n" + JOBS;
        assertPassed(judge(manner, profile), "not-tested CREATE-SIZE");
    }

    @Test
    void streams_may_be_at_another_address_and_need_a_bearer_token() throws Exception {
        var manner = Manner.usual().links(Manner.Links.OTHER_PORT).auth(Manner.Auth.BEARER);
        var auth = "auth: {scheme: bearer, token: {file: token.txt}}\n";
        var profile = auth + "pipelines: [enrichments]\ncapabilities: {heartbeat: 1s}\n" + JOBS;
        assertPassed(judge(manner, profile), "not-tested CREATE-SIZE");
    }

    @Test
    void the_token_may_travel_in_the_query_and_is_in_no_journal() throws Exception {
        var auth = "auth: {scheme: query, parameter: access_token, token: {file: token.txt}}\n";
        var profile = auth + "pipelines: [imports]\ncapabilities: {heartbeat: 1s}\n" + JOBS;
        var result = judge(Manner.usual().auth(Manner.Auth.QUERY), profile);
        assertPassed(result, "not-tested CREATE-BOUNDS");
        assertThat(result.toString()).doesNotContain(ReferenceServer.TOKEN);
    }

    @Test
    void a_server_may_keep_no_log_and_send_no_heartbeats() throws Exception {
        var manner = Manner.usual().replay(Manner.Replay.LATEST).heartbeat(Duration.ZERO);
        assertPassed(
                judge(manner, "pipelines: [enrichments]\ncapabilities: {replay: latest, heartbeat: none}\n" + JOBS),
                "not-tested CREATE-SIZE",
                "not-applicable RESUME-LOSSLESS",
                "not-applicable RESUME-NO-REPEAT",
                "not-applicable RESUME-ORDER",
                "not-applicable STREAM-HEARTBEAT");
    }

    @Test
    void a_server_may_know_imports_only_be_slow_and_have_a_long_ttl() throws Exception {
        var manner = Manner.usual()
                .replay(Manner.Replay.NONE)
                .pace(Duration.ofMillis(500))
                .resultsTtl(Duration.ofHours(24));
        var profile = """
                pipelines: [imports]
                results-ttl: 24h
                capabilities: {replay: none, heartbeat: 1s}
                jobs:
                  expiring: {results-ttl: 24h}
                """;
        assertPassed(
                judge(manner, profile),
                "not-applicable RESUME-LOSSLESS",
                "not-applicable RESUME-NO-REPEAT",
                "not-applicable RESUME-ORDER",
                "not-tested AGREE-FAILED",
                "not-tested CREATE-BOUNDS",
                "not-tested LIMIT-HEADERS",
                "not-tested LIMIT-RETRY-AFTER",
                "not-tested LIMIT-TRUE",
                "not-tested RESULTS-GONE");
    }

    @Test
    void a_rate_limit_is_not_exhausted() throws Exception {
        var manner = Manner.usual().limit(8, Duration.ofSeconds(2));
        var budget = "budget: {per: 2s, calls: {create: 6}}\n";
        assertPassed(judge(manner, budget + "capabilities: {heartbeat: 1s}\n" + JOBS));
    }

    @Test
    void a_rate_limit_that_nobody_declared_is_obeyed() throws Exception {
        var manner = Manner.usual().limit(8, Duration.ofSeconds(1)).pace(Duration.ofMillis(800));
        assertPassed(
                judge(manner, "capabilities: {heartbeat: 1s}\npipelines: [scans]\n" + JOBS),
                "not-tested CREATE-SIZE",
                "not-tested STREAM-TEXT");
    }
}
