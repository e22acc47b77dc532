package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.mock.RawHttp.Ending;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.JobPlan.Auth;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rehearsal says is what a socket reads: each write is one chunk, byte for byte, and the end is the same. */
class ByteExactTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(CONTRACT));

    static Stream<String> scenarios() {
        return CATALOGUE.all().stream()
                .filter(scenario ->
                        !Rehearsal.of(CONTRACT, scenario, 1).actions().isEmpty())
                .filter(scenario -> isPlainHttp(scenario.connection(1)))
                .map(Scenario::id);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_socket_reads_what_the_rehearsal_says(String id) throws IOException {
        var rehearsal = Rehearsal.of(CONTRACT, CATALOGUE.get(id), 1);
        // A server of its own, for its clock is moved as this story wants it.
        try (var mock = MockServer.start(Mocks.still(), CONTRACT, CATALOGUE);
                var stream = new Client(mock.baseUri()).stream("/api/v2/imports/" + id + "/stream", headers(id))) {
            var now = Duration.ZERO;
            for (var timed : rehearsal.actions()) {
                var step = timed.at().minus(now);
                mock.advance(step);
                now = timed.at();
                check(mock, stream, timed.action(), hasPauses(id) ? step : Duration.ZERO);
            }
        }
    }

    private static String[] headers(String id) {
        return CATALOGUE.get(id).job().auth() == Auth.NONE
                ? new String[] {"Accept-Encoding: gzip"}
                : new String[] {"Accept-Encoding: gzip", "Authorization: Bearer mock-token"};
    }

    /** What is said beside or instead of plain HTTP has its own tests. */
    private static boolean isPlainHttp(ConnectionPlan plan) {
        return !plan.isBeyondHttp() && EarlyScript.of(plan).actions().isEmpty();
    }

    private static boolean hasPauses(String id) {
        var plan = CATALOGUE.get(id).connection(1);
        return plan.chunks().isPresent() || !plan.firstByteDelay().isZero();
    }

    private static void check(MockServer mock, RawHttp stream, Action action, Duration pause) throws IOException {
        if (action instanceof Action.Send send) {
            // A pause begins when the server gets to it, which may be after the clock was moved: then it is moved
            // again.
            while (!pause.isZero() && !stream.hasMore(10)) {
                mock.advance(pause);
            }
            var bytes = new byte[send.bytes().length()];
            send.bytes().asBuffer().get(bytes);
            assertThat(stream.chunk()).contains(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (action instanceof Action.EndThenClose) {
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
            assertThat(stream.isClosed()).isTrue();
        } else if (action instanceof Action.End) {
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
        } else if (action instanceof Action.Close) {
            assertThat(stream.ending()).isEqualTo(Ending.FIN);
        } else if (action instanceof Action.Reset) {
            assertThat(stream.ending()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void two_rehearsals_are_the_same() {
        var scenario = CATALOGUE.get("utf8-split-per-byte");
        assertThat(Rehearsal.of(CONTRACT, scenario, 1).actions())
                .isEqualTo(Rehearsal.of(CONTRACT, scenario, 1).actions());
    }

    @Test
    void the_bytes_of_a_whole_stream_are_these() {
        var bytes =
                Rehearsal.of(CONTRACT, CATALOGUE.get("terminal-then-close"), 1).bytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("""
                        retry: 300

                        id: 1767225600000-0010
                        event: initialized
                        data: {"jobId":"terminal-then-close","status":"initialized","progress":0.0,"processedCount":0,"totalCount":1}

                        id: 1767225600200-0020
                        event: completed
                        data: {"jobId":"terminal-then-close","status":"completed","progress":1.0,"processedCount":1,"totalCount":1}

                        """);
    }

    @Test
    void a_refused_connection_has_no_bytes() {
        assertThat(Rehearsal.of(CONTRACT, CATALOGUE.get("stream-rate-limited"), 1)
                        .bytes())
                .isEmpty();
        assertThat(Rehearsal.of(CONTRACT, CATALOGUE.get("stream-rate-limited"), 2)
                        .bytes())
                .isNotEmpty();
    }
}
