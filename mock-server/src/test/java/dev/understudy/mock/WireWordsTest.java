package dev.understudy.mock;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the words for the wire do to the bytes that a socket reads. */
class WireWordsTest {
    private static final String STREAM = "/api/v2/imports/odd/stream";
    private static final String GZIP = "Accept-Encoding: gzip";

    @TempDir
    Path folder = Path.of("");

    private MockServer odd(String rest) throws IOException {
        Files.writeString(folder.resolve("odd.yaml"), "id: odd\ntitle: T\nabout: A\n" + rest);
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("odd"));
    }

    /** The stream of a job of three items whose timeline and connection are these. */
    private MockServer odd(String timeline, String connection) throws IOException {
        return odd("job: {items: 3, timeline: " + timeline + "}\nconnections: [" + connection + "]\n");
    }

    private static RawHttp open(MockServer mock, String... headers) throws IOException {
        return new Client(mock.baseUri()).stream(STREAM, headers);
    }

    @Test
    void an_event_is_written_with_the_lines_of_its_own() throws IOException {
        try (var mock = odd(
                        "[{initialized: {lines: [\"data: {data}\", \": x\", \"id:{id}\", \"event: {event}\"]}}]",
                        "{retry: none, line-ends: crlf}");
                var stream = open(mock)) {
            assertThat(stream.chunk())
                    .contains(
                            "data: {\"jobId\":\"odd\",\"status\":\"initialized\",\"progress\":0.0,\"processedCount\":0,"
                                    + "\"totalCount\":3}\r\n: x\r\nid:1767225600000-0010\r\nevent: initialized\r\n\r\n");
        }
    }

    @Test
    void the_journal_and_a_resume_know_what_a_reader_gets_from_such_lines() throws Exception {
        try (var mock = odd(
                "[{initialized: {lines: [\"id: 7\", \"data: a\", data], violates: schema}}, {processing: {processed: 1}}]",
                "{retry: none}")) {
            try (var stream = open(mock)) {
                assertThat(stream.chunk()).contains("id: 7\ndata: a\ndata\n\n");
            }
            var event = mock.journal().await(Entry.Event.class, entry -> true, ofSeconds(5));
            assertThat(event.id()).isEqualTo("7");
            assertThat(event.name()).isEmpty();
            assertThat(event.data()).isEqualTo("a\n");
            try (var stream = open(mock, "Last-Event-ID: 7")) {
                assertThat(stream.chunk().orElseThrow()).contains("event: processing");
            }
        }
    }

    @Test
    void a_block_without_data_is_no_event() throws Exception {
        try (var mock = odd(
                        "[{initialized: {lines: [\"id: 7\"], violates: schema}}, {after: 1s, completed}]",
                        "{retry: none}");
                var stream = open(mock)) {
            assertThat(stream.chunk()).contains("id: 7\n\n");
            var entry = mock.journal().await(Entry.Malformed.class, each -> true, ofSeconds(5));
            assertThat(entry.what()).isEqualTo("no data: id: 7");
        }
    }

    @Test
    void the_journal_has_the_events_that_are_in_bytes_of_the_storys_own() throws Exception {
        try (var mock = odd(
                        "[{initialized: {id: a}}, {raw: \"id: b\\ndata: x\\n\\nid: c\\n\"}, {raw: \"data: y\\n\\n\"}, {after: 1s, completed}]",
                        "{retry: none, faults: [{when: {events: 1}, do: {garbage: \"retry: 700\\n\\n\"}}]}");
                var stream = open(mock)) {
            assertThat(stream.chunk()).isPresent();
            mock.journal().await(Entry.Event.class, event -> event.data().equals("y"), ofSeconds(5));
            assertThat(mock.journal().entries())
                    .filteredOn(entry -> entry instanceof Entry.Event || entry instanceof Entry.Retry)
                    .extracting(entry -> entry instanceof Entry.Event event ? event.id() : "retry")
                    .containsExactly("a", "retry", "b", "c");
        }
    }

    @Test
    void a_pretty_payload_has_a_data_line_for_each_of_its_own() throws IOException {
        try (var mock = odd("[{initialized: {pretty: true}}]", "{retry: none}");
                var stream = open(mock)) {
            assertThat(stream.chunk().orElseThrow())
                    .contains("\ndata: {\ndata:   \"jobId\" : \"odd\",\n")
                    .endsWith("\ndata: }\n\n");
        }
    }

    @Test
    void an_empty_id_and_a_long_one_are_written_as_they_are() throws IOException {
        try (var mock = odd(
                        "[{initialized: {id: \"\", violates: ID-PRESENT}}, {processing: {processed: 1, id-length: 30}}]",
                        "{retry: none}");
                var stream = open(mock)) {
            assertThat(stream.chunk().orElseThrow()).startsWith("id: \nevent: initialized\n");
            assertThat(stream.chunk().orElseThrow())
                    .startsWith("id: 1767225600000-0020xxxxxxxxxxxx\nevent: processing\n");
        }
    }

    @Test
    void a_step_comes_as_often_as_it_says() throws IOException {
        try (var mock = odd("[{after: 1s, comment: a, times: 3}]", "{retry: none}");
                var stream = open(mock)) {
            for (int i = 0; i < 3; i++) {
                assertThat(stream.hasMore(10)).isFalse();
                mock.advance(ofSeconds(1));
                assertThat(stream.chunk()).contains(": a\n\n");
            }
        }
    }

    @Test
    void a_huge_event_comes_in_pieces_and_is_as_large_as_it_says() throws IOException {
        try (var mock = odd("[{initialized: {size: 1MiB}}]", "{retry: none}");
                var stream = open(mock)) {
            var text = new StringBuilder();
            for (var chunk = stream.chunk(); chunk.isPresent(); chunk = stream.chunk()) {
                assertThat(chunk.get().length()).isLessThanOrEqualTo(64 * 1024);
                text.append(chunk.get());
            }
            var data = text.substring(text.indexOf("data: ") + 6, text.length() - 2);
            assertThat(data).hasSize(1024 * 1024).startsWith("{\"jobId\"").matches("(?s)\\{[^}]*} *");
        }
    }

    @Test
    void a_fault_inside_a_huge_event_finds_its_byte() throws IOException {
        try (var mock = odd(
                        "[{initialized: {size: 1MiB}}]",
                        "{retry: none, faults: [{when: {event: 1, byte: 700000}, do: {garbage: HERE}}]}");
                var stream = open(mock)) {
            assertThat(stream.body().indexOf("HERE")).isEqualTo(700_000);
        }
    }

    @Test
    void cuts_go_through_line_ends_characters_and_the_byte_order_mark() throws IOException {
        try (var mock = odd(
                        "[{initialized: {data: \"é\", violates: schema}}]",
                        "{retry: none, heartbeat: none, bom: true, line-ends: crlf, chunks: {inside: [crlf, character, bom], every: 0s}}");
                var stream = open(mock)) {
            assertThat(List.of(stream.chunk(), stream.chunk(), stream.chunk()))
                    .containsExactly(Optional.of("\u00EF"), Optional.of("\u00BB"), Optional.of("\u00BF"));
            assertThat(stream.chunk()).contains("id: 1767225600000-0010\r");
            assertThat(stream.chunk()).contains("\nevent: initialized\r");
            assertThat(stream.chunk()).contains("\ndata: \u00C3");
            assertThat(stream.chunk()).contains("\u00A9\r");
            assertThat(stream.chunk()).contains("\n\r");
            assertThat(stream.chunk()).contains("\n");
        }
    }

    @Test
    void events_are_held_back_until_there_are_enough() throws IOException {
        try (var mock = odd(
                        "[initialized, {after: 1s, processing: {processed: 1}}, {after: 1s, completed}]",
                        "{chunks: {coalesce: {events: 2}}}");
                var stream = open(mock)) {
            assertThat(stream.hasMore(20)).isFalse();
            mock.advance(ofSeconds(1));
            assertThat(stream.chunk().orElseThrow())
                    .startsWith("retry: 5000\n\nid: ")
                    .contains("event: initialized", "event: processing");
            mock.advance(ofSeconds(1));
            assertThat(stream.chunk().orElseThrow()).contains("event: completed");
            assertThat(stream.chunk()).isEmpty();
        }
    }

    @Test
    void events_are_held_back_for_so_long() throws IOException {
        try (var mock = odd(
                        "[initialized, {after: 1s, processing: {processed: 1}}, {after: 1h, completed}]",
                        "{chunks: {coalesce: {time: 3s}}}");
                var stream = open(mock)) {
            mock.advance(ofSeconds(1));
            // The time begins when the server gets to the first event, which may be after the clock was moved.
            while (!stream.hasMore(10)) {
                mock.advance(ofSeconds(3));
            }
            assertThat(stream.chunk().orElseThrow()).contains("event: initialized", "event: processing");
        }
    }

    @Test
    void a_compressed_stream_can_be_read_event_by_event() throws IOException {
        try (var mock = odd("[initialized, {after: 1s, completed}]", "{retry: none, encoding: gzip}");
                var stream = RawHttp.connect(mock.baseUri()).send("GET", STREAM, Client.EVENT_STREAM, GZIP)) {
            assertThat(stream.head().header("content-encoding")).isEqualTo("gzip");
            var first = stream.chunk().orElseThrow();
            assertThat(unpacked(first)).contains("event: initialized").endsWith("\n\n");
            mock.advance(ofSeconds(1));
            assertThat(unpacked(first + stream.latin1())).contains("event: initialized", "event: completed");
        }
    }

    /** As much of it as there is. */
    private static String unpacked(String latin1) throws IOException {
        var bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            for (int b = gzip.read(); b >= 0; b = gzip.read()) {
                out.write(b);
            }
        } catch (java.io.EOFException e) {
            return out.toString(StandardCharsets.UTF_8);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_compressor_that_holds_back_gives_its_header_at_first_and_the_rest_at_the_end() throws IOException {
        try (var mock = odd("[initialized, {after: 1s, completed}]", "{retry: none, encoding: gzip-held}");
                var stream = open(mock, GZIP)) {
            assertThat(stream.chunk().orElseThrow()).hasSize(10);
            assertThat(stream.hasMore(20)).isFalse();
            mock.advance(ofSeconds(1));
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
        }
    }

    @Test
    void who_does_not_ask_for_gzip_gets_it_only_where_the_scenario_says_so() throws IOException {
        try (var mock = odd("[initialized]", "{retry: none, encoding: gzip}");
                var stream = open(mock)) {
            assertThat(stream.chunk().orElseThrow()).startsWith("id: ");
        }
        try (var mock = odd("[initialized]", "{retry: none, encoding: gzip-unasked}");
                var stream = open(mock, "Accept-Encoding: identity")) {
            assertThat(stream.chunk().orElseThrow()).startsWith("\u001F\u008B");
        }
    }

    @Test
    void a_heartbeat_has_the_characters_that_the_plan_wants() throws IOException {
        try (var mock = odd("[initialized, {after: 1m, completed}]", "{heartbeat: 5s, heartbeat-as: \":\\n\\n\"}");
                var stream = open(mock)) {
            stream.chunk();
            stream.chunk();
            mock.advance(ofSeconds(5));
            assertThat(stream.chunk()).contains(":\n\n");
        }
    }

    @Test
    void a_stream_may_have_another_status() throws IOException {
        try (var mock = odd("[initialized]", "{status: 206}");
                var stream = RawHttp.connect(mock.baseUri()).send("GET", STREAM, Client.EVENT_STREAM)) {
            assertThat(stream.head().status()).isEqualTo(206);
            assertThat(stream.body()).contains("event: initialized");
        }
    }

    @Test
    void whoever_comes_back_after_the_end_can_be_told_to_stay_away() throws IOException {
        try (var mock = odd("[completed]", "{after-last: 204}")) {
            var client = new Client(mock.baseUri());
            assertThat(client.get(STREAM, Client.EVENT_STREAM).body()).contains("event: completed");
            assertThat(client.get(STREAM, Client.EVENT_STREAM, "Last-Event-ID: 1767225600000-0010")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void an_end_can_have_a_close_right_behind_it() throws IOException {
        try (var mock = odd("[initialized, completed]", "{after-last: end-then-close}");
                var stream = open(mock)) {
            assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
            assertThat(stream.isClosed()).isTrue();
        }
    }

    @Test
    void a_server_that_has_stopped_reading_does_not_see_the_client_close() throws Exception {
        try (var mock = odd(
                "[initialized, {after: 1s, completed}]",
                "{heartbeat: none, faults: [{when: {event: 1}, do: stop-reading}]}")) {
            try (var stream = open(mock)) {
                stream.chunk();
                stream.chunk();
                mock.journal().await(Entry.Fault.class, entry -> entry.what().equals("stop-reading"), ofSeconds(5));
            }
            // Whoever reads sees the client leave within milliseconds.
            assertThat(new Client(mock.baseUri()).get("/health").status()).isEqualTo(200);
            assertThat(mock.journal().entries()).noneMatch(Entry.End.class::isInstance);
        }
    }

    @Test
    void texts_of_a_scenario_can_name_the_job_and_bytes_stay_as_they_are() throws IOException {
        try (var mock = odd(
                        "[{processing: {data: '{\"a\":\"{jobId}\"}', violates: schema}}, raw: \"x{jobId}\\n\\n\","
                                + " raw-hex: \"7b6a6f6249647d0a\"]",
                        "{retry: none}");
                var stream = new Client(mock.baseUri()).stream("/api/v2/imports/odd--2/stream")) {
            assertThat(stream.chunk().orElseThrow()).contains("\ndata: {\"a\":\"odd--2\"}\n");
            assertThat(stream.chunk()).contains("xodd--2\n\n");
            assertThat(stream.chunk()).contains("{jobId}\n");
        }
    }

    @Test
    void a_body_in_json_can_name_the_job_and_a_page_cannot() throws IOException {
        try (var mock =
                odd("answers: {status: [{status: 200, body: {a: \"{jobId}\"}}, {status: 200, body: \"{jobId}\"}]}\n")) {
            var client = new Client(mock.baseUri());
            assertThat(client.get("/api/v2/imports/odd--%22").body()).isEqualTo("{\"a\":\"odd--\\\"\"}");
            assertThat(client.get("/api/v2/imports/odd--%22").body()).isEqualTo("{jobId}");
        }
    }
}
