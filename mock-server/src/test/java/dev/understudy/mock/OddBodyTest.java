package dev.understudy.mock;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Entry.How;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose bodies do not arrive as they should, as a socket sees them. */
class OddBodyTest {
    private static final String STATUS = "/api/v2/imports/odd";

    @TempDir
    Path folder = Path.of("");

    private MockServer odd(String role, String answer) throws IOException {
        Files.writeString(
                folder.resolve("odd.yaml"),
                "id: odd\ntitle: T\nabout: A\nanswers: {" + role + ": [" + answer + ", normal]}\n");
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("odd"));
    }

    private static RawHttp ask(MockServer mock) throws IOException {
        return RawHttp.connect(mock.baseUri()).send("GET", STATUS);
    }

    private static How end(MockServer mock) throws Exception {
        return mock.journal()
                .await(Entry.End.class, entry -> true, ofSeconds(5))
                .how();
    }

    @Test
    void a_slow_body_comes_piece_by_piece_and_whole() throws Exception {
        try (var mock = odd("status", "{status: 200, body: abcdefgh, pace: {bytes: 3, every: 2s}}");
                var http = ask(mock)) {
            assertThat(http.head().header("content-length")).isEqualTo("8");
            assertThat(http.soFar()).isEqualTo("abc");
            mock.advance(ofSeconds(2));
            assertThat(http.hasMore(5000)).isTrue();
            assertThat(http.soFar()).isEqualTo("def");
            mock.advance(ofSeconds(2));
            assertThat(http.untilClosed()).isEqualTo("gh");
            assertThat(end(mock)).isEqualTo(How.CLEAN);
        }
    }

    @Test
    void a_body_that_is_shorter_than_was_told_is_cut() throws Exception {
        try (var mock = odd("status", "{status: 200, body: abcdefgh, length: 20}");
                var http = ask(mock)) {
            assertThat(http.head().header("content-length")).isEqualTo("20");
            assertThat(http.untilClosed()).isEqualTo("abcdefgh");
            assertThat(end(mock)).isEqualTo(How.CUT);
        }
    }

    @Test
    void a_body_can_break_off_in_the_middle() throws Exception {
        try (var mock = odd("status", "{status: 200, body: abcdefgh, cut: 5}");
                var http = ask(mock)) {
            assertThat(http.head().header("content-length")).isEqualTo("8");
            assertThat(http.untilClosed()).isEqualTo("abcde");
            assertThat(end(mock)).isEqualTo(How.CUT);
        }
    }

    @Test
    void a_body_in_chunks_can_lack_its_last_chunk() throws Exception {
        try (var mock = odd("status", "{status: 200, body: abc, then: close}");
                var http = ask(mock)) {
            assertThat(http.head().header("transfer-encoding")).isEqualTo("chunked");
            assertThat(http.chunk()).contains("abc");
            assertThatExceptionOfType(EOFException.class).isThrownBy(http::chunk);
            assertThat(end(mock)).isEqualTo(How.CUT);
        }
    }

    @Test
    void a_connection_can_be_reset_inside_a_body() throws Exception {
        try (var mock = odd("status", "{status: 200, body: abcdef, pace: {bytes: 3, every: 2s}, cut: 4, then: reset}");
                var http = ask(mock)) {
            http.head();
            assertThat(http.chunk()).contains("abc");
            await().untilAsserted(() -> {
                // The pause begins when the server has come to it, which the client cannot see.
                mock.advance(ofSeconds(2));
                assertThat(mock.journal().entries()).anyMatch(Entry.End.class::isInstance);
            });
            assertThatExceptionOfType(SocketException.class).isThrownBy(http::untilClosed);
            assertThat(end(mock)).isEqualTo(How.RESET);
        }
    }

    @Test
    void a_body_without_an_end_stays_open_until_the_client_leaves() throws Exception {
        try (var mock = odd("status", "{status: 503, body: abc, then: silence}")) {
            try (var http = ask(mock)) {
                assertThat(http.head().status()).isEqualTo(503);
                assertThat(http.chunk()).contains("abc");
                mock.advance(ofHours(1));
                assertThat(http.hasMore(50)).isFalse();
            }
            assertThat(end(mock)).isEqualTo(How.LEFT);
        }
    }

    @Test
    void a_lost_answer_has_done_its_work_and_a_dropped_one_has_not() throws Exception {
        try (var mock = odd("create", "{lose: close}")) {
            upload(mock);
            assertThat(mock.defaultSession().run().jobs()).hasSize(1);
        }
        try (var mock = odd("create", "{drop: close}")) {
            upload(mock);
            assertThat(mock.defaultSession().run().jobs()).isEmpty();
        }
    }

    private static void upload(MockServer mock) throws Exception {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> new Client(mock.baseUri()).importCsv("Title,Author,ISBN\nMomo,Ende,9783522177504\n"));
        assertThat(end(mock)).isEqualTo(How.CUT);
    }
}
