package dev.understudy.mock;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no HTTP server says, byte for byte. */
class BentHttpTest {
    private static final String EVENT =
            "id: 1767225600000-0010\nevent: completed\ndata: {\"jobId\":\"odd\",\"status\":\"completed\",\"progress\":1.0,"
                    + "\"processedCount\":1,\"totalCount\":1}\n\n";

    @TempDir
    Path folder = Path.of("");

    /** One event on a connection with this plan. */
    private MockServer odd(String connection) throws IOException {
        Files.writeString(
                folder.resolve("odd.yaml"),
                "id: odd\ntitle: T\nabout: A\njob: {items: 1, timeline: [completed]}\nconnections: [{retry: none, "
                        + connection + "}]\n");
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("odd"));
    }

    private static RawHttp ask(MockServer mock) throws IOException {
        return RawHttp.connect(mock.baseUri()).send("GET", "/api/v2/imports/odd/stream", Client.EVENT_STREAM);
    }

    private String bytes(String connection) throws IOException {
        try (var mock = odd(connection);
                var stream = ask(mock)) {
            return stream.untilClosed();
        }
    }

    @Test
    void the_whole_answer_is_these_bytes() throws IOException {
        assertThat(bytes("http: {chunk-extension: \";a=b\", trailers: {X-Done: 1}}"))
                .isEqualTo("""
                HTTP/1.1 200 OK
                Cache-Control: no-cache, no-store, must-revalidate
                Connection: close
                Content-Type: text/event-stream
                Date: Thu, 01 Jan 2026 00:00:00 GMT
                Trailer: X-Done
                Transfer-Encoding: chunked
                Vary: Origin
                X-Accel-Buffering: no

                85;a=b
                EVENT
                0
                X-Done: 1

                """.replace("\n", "\r\n").replace("EVENT", EVENT));
    }

    @Test
    void interim_answers_come_before_the_real_one() throws IOException {
        assertThat(bytes("http: {interim: [103, 102]}"))
                .startsWith("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n")
                .endsWith("\r\n" + EVENT + "\r\n0\r\n\r\n");
    }

    @Test
    void a_status_line_can_be_anything_and_a_body_can_end_with_the_connection() throws IOException {
        assertThat(bytes("http: {status-line: HTTP/1.0 200 OK, body: close}"))
                .startsWith("HTTP/1.0 200 OK\r\n")
                .doesNotContain("Transfer-Encoding", "Content-Length")
                .endsWith("\r\n\r\n" + EVENT);
        assertThat(bytes("http: {status-line: BANANA}")).startsWith("BANANA\r\n");
    }

    @Test
    void a_length_is_told_whatever_is_sent() throws IOException {
        assertThat(bytes("http: {length: 5000}"))
                .contains("\r\nContent-Length: 5000\r\n")
                .doesNotContain("Transfer-Encoding")
                .endsWith("\r\n\r\n" + EVENT);
    }

    @Test
    void a_header_can_be_huge() throws IOException {
        assertThat(bytes("http: {padding: 64KiB}")).contains("\r\nX-Padding: " + "x".repeat(65_536) + "\r\n");
    }

    @Test
    void characters_can_stand_outside_of_every_chunk() throws IOException {
        assertThat(bytes("faults: [{when: {event: 1}, do: {unframed: \"zz\\r\\n\"}}]"))
                .endsWith(EVENT + "\r\nzz\r\n0\r\n\r\n");
    }

    @Test
    void garbage_before_the_headers_stands_in_front_of_the_answer() throws IOException {
        try (var mock = odd(
                        "faults: [{when: {before: headers}, do: {garbage: \"HTTP/1.1 103 Early Hints\\r\\n\\r\\n\"}}]");
                var stream = ask(mock)) {
            assertThat(stream.head().status()).isEqualTo(103);
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.chunk()).contains(EVENT);
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
            // Undertow answered it, so the connection goes on.
            assertThat(stream.send("GET", "/health").head().status()).isEqualTo(200);
        }
    }

    @Test
    void faults_before_the_headers_come_one_behind_the_other() throws IOException {
        assertThat(
                        bytes(
                                "faults: [{when: {before: headers}, do: {garbage: BANANA}}, {when: {before: headers}, do: close}]"))
                .isEqualTo("BANANA");
    }

    @Test
    void an_end_before_the_headers_is_an_answer_without_a_body() throws IOException {
        try (var mock = odd("faults: [{when: {before: headers}, do: end}]");
                var stream = ask(mock)) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.body()).isEmpty();
        }
    }

    @Test
    void the_headers_wait_on_the_jobs_clock() throws IOException {
        try (var mock = odd("delay: {headers: 1h}");
                var stream = ask(mock)) {
            assertThat(stream.hasMore(50)).isFalse();
            while (!stream.hasMore(10)) {
                mock.advance(ofHours(1));
            }
            assertThat(stream.head().status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_leaves_before_the_headers_is_seen() throws Exception {
        try (var mock = odd("faults: [{when: {before: headers}, do: silence}]")) {
            var stream = ask(mock);
            mock.journal().await(Entry.Fault.class, entry -> entry.what().equals("silence"), ofSeconds(5));
            stream.close();
            var end = mock.journal().await(Entry.End.class, entry -> true, ofSeconds(5));
            assertThat(end.how()).isEqualTo(Entry.How.LEFT);
        }
    }

    @Test
    void an_answer_waits_on_the_jobs_clock_too() throws IOException {
        Files.writeString(
                folder.resolve("odd.yaml"),
                "id: odd\ntitle: T\nabout: A\nanswers: {status: [{status: 503, delay: 1h}]}\n");
        try (var mock = MockServer.start(Mocks.still()
                        .withScenarioFolders(List.of(folder), false)
                        .withScenario("odd"));
                var http = RawHttp.connect(mock.baseUri()).send("GET", "/api/v2/imports/odd")) {
            assertThat(http.hasMore(50)).isFalse();
            while (!http.hasMore(10)) {
                mock.advance(ofHours(1));
            }
            assertThat(http.head().status()).isEqualTo(503);
        }
    }
}
