package dev.understudy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.reference.Manner.Habit;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Correct servers that are not our mock pass the suite, however they differ: no false alarm. */
@Execution(ExecutionMode.CONCURRENT)
class ReferenceServerTest {
    /** All of them run at the same time, on whatever machine. */
    private static final double PATIENCE = 2;

    private static final String JOBS = """
            open-streams: {path: /health, at: /data/openStreams}
            jobs:
              usual: {items: 4}
              slow: {items: 12}
              failing: {headers: {X-Test: failing}}
              idle: {items: 2, headers: {X-Test: idle}}
              expiring: {items: 2, headers: {X-Test: short-lived}, results-ttl: 1s}
              limited: {items: 2, headers: {X-Test: limited}}
            """;

    @TempDir
    private Path folder;

    /** With everything that a network can do. */
    private SuiteResult judge(Manner manner, String profile) throws IOException, InterruptedException {
        return judge(manner, profile, "embedded", List.of());
    }

    /** Without a fault proxy, where the manner does not concern what comes back through one. */
    private SuiteResult judgeAtRest(Manner manner, String profile) throws IOException, InterruptedException {
        return judge(manner, profile, "none", List.of());
    }

    private SuiteResult judge(Manner manner, String profile, String toxiproxy, List<String> only)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("profile.yaml"), "name: reference\nlongest-job: 20s\n" + profile);
        Files.writeString(folder.resolve("token.txt"), ReferenceServer.TOKEN + "\n");
        try (var server = ReferenceServer.start(manner)) {
            var settings = new SuiteSettings(only, 8, 1, Optional.of(toxiproxy));
            var target = ProfileReader.read(file).at(server.baseUri()).patient(PATIENCE);
            return new Suite(target, settings).run();
        }
    }

    /** Every rule passes, but for these, and those about speed and tokens, which the profile says cannot be tested or do not apply. */
    private static void assertPassed(SuiteResult result, String... others) {
        assertThat(result.rules().stream()
                        .filter(rule -> rule.outcome() != Outcome.PASS)
                        .map(rule -> rule.outcome().word() + " " + rule.rule().id())
                        .filter(verdict -> !verdict.startsWith("not-tested SLO-"))
                        .filter(verdict -> !verdict.equals("not-tested STREAM-TOKEN"))
                        .toList())
                .as(() -> explain(result))
                .containsExactlyInAnyOrder(others);
    }

    /** These rules are proven, and no other is broken or in doubt. */
    private static void assertNothingWrong(SuiteResult result, String... proven) {
        assertThat(result.rules())
                .as(() -> explain(result))
                .noneMatch(rule -> rule.outcome().compareTo(Outcome.PASS) < 0)
                .noneMatch(rule -> rule.outcome() == Outcome.INCONCLUSIVE);
        assertThat(List.of(proven)).allMatch(rule -> outcome(result, rule) == Outcome.PASS);
    }

    private static Outcome outcome(SuiteResult result, String rule) {
        return result.rules().stream()
                .filter(each -> each.rule().id().equals(rule))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private static String explain(SuiteResult result) {
        return result.rules().stream()
                .filter(rule -> rule.outcome() != Outcome.PASS)
                .map(rule -> rule.outcome().word() + " " + rule.rule().id() + ": " + rule.reason())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_usual_server_passes_everything() throws Exception {
        assertPassed(judge(Manner.usual(), "capabilities: {heartbeat: 5s}\n" + JOBS));
    }

    @Test
    void its_speed_is_measured_and_shown() throws Exception {
        var limits = "slo: {runs: 2, connect: 20s, first-message: 20s, reconnect: 20s}\n";
        var result = judge(
                Manner.usual(),
                limits + "pipelines: [enrichments]\ncapabilities: {heartbeat: 5s}\n" + JOBS,
                "none",
                List.of("speed"));
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
        var profile = "capabilities: {heartbeat: 5s, ids: opaque}\npipelines: [imports, scans]\n" + JOBS;
        assertPassed(judge(manner, profile), "not-applicable ID-RISING");
    }

    @Test
    void ids_may_be_plain_numbers_and_links_absolute_and_streams_compressed() throws Exception {
        var manner = Manner.usual()
                .ids(Manner.Ids.PLAIN_NUMBERS)
                .links(Manner.Links.ABSOLUTE)
                .doing(Habit.COMPRESSES);
        var profile = "pipelines: [enrichments]\ncapabilities: {heartbeat: 5s}\n" + JOBS;
        assertPassed(judgeAtRest(manner, profile), "not-tested CREATE-SIZE", "not-tested TERMINAL-RELEASES");
    }

    @Test
    void streams_may_be_at_another_address_and_need_a_bearer_token() throws Exception {
        var manner = Manner.usual().links(Manner.Links.OTHER_PORT).auth(Manner.Auth.BEARER);
        var auth = "auth: {scheme: bearer, token: {file: token.txt}}\n";
        var profile = auth + "pipelines: [enrichments]\ncapabilities: {heartbeat: 5s}\n" + JOBS;
        var result = judge(manner, profile);
        assertPassed(result, "not-tested CREATE-SIZE");
        assertThat(outcome(result, "STREAM-TOKEN")).isEqualTo(Outcome.PASS);
    }

    @Test
    void the_token_may_travel_in_the_query_and_is_in_no_journal() throws Exception {
        var auth = "auth: {scheme: query, parameter: access_token, token: {file: token.txt}}\n";
        var profile = auth + "pipelines: [imports]\ncapabilities: {heartbeat: 5s}\n" + JOBS;
        var result = judgeAtRest(Manner.usual().auth(Manner.Auth.QUERY), profile);
        assertPassed(result, "not-tested CREATE-BOUNDS", "not-tested TERMINAL-RELEASES");
        assertThat(outcome(result, "STREAM-TOKEN")).isEqualTo(Outcome.PASS);
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
                capabilities: {replay: none, heartbeat: 5s}
                jobs:
                  expiring: {results-ttl: 24h}
                """;
        assertPassed(
                judgeAtRest(manner, profile),
                "not-applicable RESUME-LOSSLESS",
                "not-applicable RESUME-NO-REPEAT",
                "not-applicable RESUME-ORDER",
                "not-tested AGREE-FAILED",
                "not-tested CREATE-BOUNDS",
                "not-tested LIMIT-HEADERS",
                "not-tested LIMIT-RETRY-AFTER",
                "not-tested LIMIT-TRUE",
                "not-tested RESULTS-GONE",
                "not-tested STREAM-GONE",
                "not-tested TERMINAL-RELEASES");
    }

    @Test
    void connections_may_serve_one_request_each_and_odd_things_be_refused_early() throws Exception {
        var manner = Manner.usual().doing(Habit.CLOSES, Habit.REFUSES_LONG_HEADERS, Habit.REFUSES_ODD_BARCODES);
        var result = judge(
                manner,
                "pipelines: [enrichments]\ncapabilities: {heartbeat: 5s}\n" + JOBS,
                "embedded",
                List.of("network-wifi-to-cellular", "odd-event-ids", "odd-text", "service"));
        assertNothingWrong(result, "TERMINAL-RELEASES", "RESUME-ODD-ID", "CREATE-ACCEPTED");
        assertThat(result.rules())
                .filteredOn(rule -> rule.rule().id().equals("STREAM-TEXT"))
                .singleElement()
                .satisfies(
                        rule -> assertThat(rule.reason())
                                .isEqualTo(
                                        "odd-text-enrichments did not run: such text is refused with 400, so no stream can carry it"));
    }

    @Test
    void streams_may_be_ended_after_a_while_by_an_event_about_themselves() throws Exception {
        var manner = Manner.usual().doing(Habit.ROTATES);
        var result = judge(
                manner,
                "pipelines: [imports]\ncapabilities: {heartbeat: 5s}\n" + JOBS,
                "embedded",
                List.of("whole-job", "slow-listeners", "cut-and-resume"));
        assertNothingWrong(result, "RESUME-LOSSLESS", "TWO-LISTENERS", "SLOW-LISTENER", "AGREE-STATUS");
    }

    @Test
    void a_question_may_be_put_off_and_is_asked_again() throws Exception {
        var result = judge(
                Manner.usual().doing(Habit.PUTS_OFF).pace(Duration.ofSeconds(1)),
                "pipelines: [imports]\ncapabilities: {heartbeat: 5s}\n" + JOBS,
                "none",
                List.of("whole-job"));
        assertNothingWrong(result, "RESULTS-EARLY", "AGREE-STATUS", "AGREE-RESULTS", "RESULTS-EXPIRES");
    }

    @Test
    void only_two_may_listen_to_a_job_if_that_is_said() throws Exception {
        var profile = "pipelines: [imports]\nmost-listeners: 2\ncapabilities: {heartbeat: 5s}\n" + JOBS;
        var result = judge(
                Manner.usual().listeners(2),
                profile,
                "none",
                List.of("whole-job", "slow-listeners", "cut-and-resume", "gone-listeners"));
        assertNothingWrong(result, "RESUME-LOSSLESS", "TWO-LISTENERS", "SLOW-LISTENER", "STREAM-GONE");
    }

    @Test
    void a_rate_limit_is_not_exhausted() throws Exception {
        var manner = Manner.usual().limit(8, Duration.ofSeconds(2));
        var budget = "budget: {per: 2s, calls: {create: 6}}\n";
        var profile = budget + "pipelines: [imports, scans]\ncapabilities: {heartbeat: 5s}\n" + JOBS;
        assertPassed(judgeAtRest(manner, profile), "not-tested TERMINAL-RELEASES");
    }

    @Test
    void a_rate_limit_that_nobody_declared_is_obeyed() throws Exception {
        var manner = Manner.usual().limit(8, Duration.ofSeconds(1)).pace(Duration.ofMillis(800));
        assertPassed(
                judgeAtRest(manner, "capabilities: {heartbeat: 5s}\npipelines: [scans]\n" + JOBS),
                "not-tested CREATE-SIZE",
                "not-tested STREAM-TEXT",
                "not-tested TERMINAL-RELEASES");
    }
}
