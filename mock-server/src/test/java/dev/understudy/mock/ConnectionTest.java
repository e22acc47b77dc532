package dev.understudy.mock;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How connections end, from either side, as a socket sees it. */
class ConnectionTest {
    @TempDir
    Path folder = Path.of("");

    private MockServer faulty(String fault) throws IOException {
        Files.writeString(
                folder.resolve("faulty.yaml"),
                "id: faulty\ntitle: T\nabout: A\njob: {items: 2, timeline: [initialized, {after: 1s, processing: {processed: 1}}]}\n"
                        + "connections:\n  - faults: [" + fault + "]\n  - {}\n");
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("faulty"));
    }

    private static RawHttp open(MockServer mock) throws IOException {
        return RawHttp.connect(mock.baseUri()).send("GET", "/api/v2/imports/faulty/stream", Client.EVENT_STREAM);
    }

    @Test
    void what_waits_for_its_headers_is_no_open_stream_and_leaves_none_behind() throws Exception {
        try (var mock = faulty("{when: {before: headers}, do: {silence: 20ms}}, {when: {events: 1}, do: end}");
                var stream = open(mock)) {
            mock.journal().await(Entry.Fault.class, fault -> true, ofSeconds(5));
            assertThat(mock.defaultSession().run().streams()).isZero();
            mock.advance(Duration.ofMillis(30));
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.body()).contains("event: initialized");
            await().until(() -> mock.defaultSession().run().streams() == 0);
        }
    }

    @Test
    void a_reset_is_a_reset() throws IOException {
        try (var mock = faulty("{when: {events: 1}, do: reset}");
                var stream = open(mock)) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.ending()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void a_close_comes_without_the_last_chunk() throws IOException {
        try (var mock = faulty("{when: {events: 1}, do: close}");
                var stream = open(mock)) {
            stream.head();
            assertThat(stream.ending()).isEqualTo(Ending.FIN);
        }
    }

    @Test
    void an_end_has_the_last_chunk_and_the_connection_serves_again() throws IOException {
        try (var mock = faulty("{when: {events: 1}, do: end}");
                var stream = open(mock)) {
            stream.head();
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
            stream.send("GET", "/health");
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.body()).contains("ok");
            stream.send("GET", "/api/v2/imports/faulty/stream", Client.EVENT_STREAM, "Last-Event-ID: x");
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.chunk()).contains("retry: 5000\n\n");
        }
    }

    @Test
    void silence_keeps_the_connection_open_and_says_nothing() throws IOException {
        try (var mock = faulty("{when: {events: 1}, do: silence}");
                var stream = open(mock)) {
            stream.head();
            assertThat(stream.chunk()).contains("retry: 5000\n\n");
            assertThat(stream.chunk().orElseThrow()).contains("initialized");
            mock.advance(Duration.ofHours(3));
            assertThat(stream.hasMore(50)).isFalse();
        }
    }

    @Test
    void silence_for_a_time_ends_by_itself() throws IOException {
        try (var mock = faulty("{when: {events: 1}, do: {silence: 10s}}");
                var stream = open(mock)) {
            stream.head();
            stream.chunk();
            stream.chunk();
            while (!stream.hasMore(20)) {
                mock.advance(ofSeconds(10));
            }
            assertThat(stream.chunk().orElseThrow()).contains("processing");
        }
    }

    @Test
    void a_time_is_a_time_wherever_the_stream_is_then() throws IOException {
        try (var mock = faulty("{when: {after: 500ms}, do: reset}");
                var stream = open(mock)) {
            stream.head();
            stream.chunk();
            stream.chunk();
            assertThat(stream.hasMore(20)).isFalse();
            mock.advance(Duration.ofMillis(500));
            assertThat(stream.ending()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void a_drop_before_the_headers_leaves_no_byte() throws IOException {
        try (var mock = faulty("{when: {before: headers}, do: close}");
                var stream = open(mock)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(stream::head))
                    .isInstanceOf(EOFException.class);
        }
        try (var mock = faulty("{when: {before: headers}, do: reset}");
                var stream = open(mock)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(stream::head))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void silence_before_the_headers_is_silence() throws IOException {
        try (var mock = faulty("{when: {before: headers}, do: silence}");
                var stream = open(mock)) {
            assertThat(stream.hasMore(100)).isFalse();
        }
        try (var mock = faulty("{when: {before: headers}, do: {silence: 20ms}}");
                var stream = open(mock)) {
            while (!stream.hasMore(10)) {
                mock.advance(ofSeconds(1));
            }
            assertThat(stream.head().status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_closes_an_idle_stream_is_seen_at_once() throws IOException, InterruptedException {
        try (var mock = faulty("")) {
            var stream = open(mock);
            stream.head();
            stream.chunk();
            stream.chunk();
            stream.close();
            var end = mock.journal().await(Entry.End.class, entry -> true, ofSeconds(5));
            assertThat(end.how()).isEqualTo(Entry.How.LEFT);
        }
    }

    @Test
    void the_journal_tells_the_story() throws IOException, InterruptedException {
        try (var mock = faulty("{when: {events: 1}, do: end}");
                var stream = open(mock)) {
            stream.head();
            stream.ending();
            mock.journal().await(Entry.End.class, entry -> true, ofSeconds(5));
            assertThat(mock.journal().entries())
                    .extracting(entry -> entry.getClass().getSimpleName())
                    .containsExactly("Request", "Response", "Retry", "Event", "Fault", "End");
        }
    }

    @Test
    void a_server_that_is_closed_closes_its_streams() throws IOException {
        var mock = Mocks.still("happy-path");
        var client = new Client(mock.baseUri());
        try (var one = client.stream("/api/v2/imports/happy-path/stream");
                var two = client.stream("/api/v2/imports/slow-and-long/stream")) {
            one.chunk();
            mock.close();
            assertThat(one.ending()).isIn(Ending.FIN, Ending.RESET);
            assertThat(two.ending()).isIn(Ending.FIN, Ending.RESET);
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RawHttp.connect(mock.baseUri())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void no_secret_is_in_the_journal() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var job = client.importCsv("Title,Author,ISBN\nA,B,\n");
            var token = job.at("/data/authToken");
            client.ask("DELETE", "/v1/jobs/" + job.at("/data/jobId"), "Authorization: Bearer " + token);
            client.get("/api/v2/imports/x?token=" + token + "&a=b", "Referer: http://x/?token=" + token);
            client.get("/api/v2/imports/x", "Cookie: session=" + token, "X-Api-Key: " + token);
            client.postJson("/api/token/refresh", "{\"jobId\":\"x\",\"oldToken\":\"" + token + "\"}");
            assertThat(mock.journal().entries())
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(token));
            assertThat(client.get("/_mock/journal").body())
                    .doesNotContain(token)
                    .contains("[secret ");
        }
    }
}
