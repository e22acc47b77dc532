package dev.understudy.mock;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scenario's words for WebSockets do to the bytes that a socket reads. */
class WebSocketWordsTest {
    @TempDir
    Path folder = Path.of("");

    /** A server that does this to the second message of a job, which are there at once. */
    private MockServer spoiled(String fault) throws IOException {
        return odd("{websocket: {ready: none}, heartbeat: none, faults: [{when: {event: 2}, do: " + fault + "}]}");
    }

    private MockServer odd(String connection) throws IOException {
        return Sockets.odd(
                folder,
                "job: {items: 3, timeline: [initialized, {processing: {processed: 1}}, {after: 1s, completed}]}\n"
                        + "connections: [" + connection + "]\n");
    }

    private static RawWebSocket opened(MockServer mock) throws IOException {
        var socket = Sockets.open(mock);
        assertThat(socket.type()).isEqualTo("connected");
        assertThat(socket.type()).isEqualTo("job_started");
        return socket;
    }

    @ParameterizedTest
    @CsvSource({
        "'{close-with: 1012, reason: later}', 1012 later",
        "'{close-with: 1005}', ''",
        "'{close-with: 4000}', 4000",
        "end, 1000"
    })
    void it_closes_with_any_code(String fault, String closing) throws Exception {
        try (var mock = spoiled(fault);
                var socket = opened(mock)) {
            assertThat(socket.type()).isEqualTo("job_progress");
            assertThat(socket.next().closing()).isEqualTo(closing);
            socket.close(1000, "");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
            mock.journal().await(Entry.Fault.class, entry -> true, ofSeconds(10));
        }
    }

    @Test
    void a_frame_is_cut_anywhere() throws Exception {
        try (var mock = odd("{websocket: {ready: none}, faults: [{when: {event: 2, byte: 5}, do: reset}]}");
                var socket = opened(mock)) {
            assertThat(socket.http().bytes(5)).startsWith(0x81, 0x51);
            assertThat(socket.ending()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void a_connection_is_closed_without_a_close_frame() throws Exception {
        try (var mock = spoiled("close");
                var socket = opened(mock)) {
            assertThat(socket.type()).isEqualTo("job_progress");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
        }
    }

    @Test
    void silence_answers_nothing_not_even_a_ping() throws Exception {
        try (var mock = spoiled("silence");
                var socket = opened(mock)) {
            assertThat(socket.type()).isEqualTo("job_progress");
            mock.advance(ofSeconds(5));
            socket.frame(0x89, new byte[0]).say("?").close(1000, "");
            assertThat(socket.http().hasMore(300)).isFalse();
        }
    }

    @Test
    void a_message_comes_in_many_frames_with_pings_between() throws Exception {
        try (var mock = spoiled("{send-as: {fragments: 50, ping-between: true}}");
                var socket = opened(mock)) {
            var first = socket.next();
            assertThat(first.isFinal()).isFalse();
            assertThat(first.opcode()).isEqualTo(RawWebSocket.TEXT);
            assertThat(first.content()).hasSize(50);
            assertThat(socket.next().opcode()).isEqualTo(RawWebSocket.PING);
            var last = socket.next();
            assertThat(last.isFinal()).isTrue();
            assertThat(last.opcode()).isZero();
            assertThat(first.text() + last.text())
                    .startsWith("{\"type\":\"job_progress\"")
                    .endsWith("}}");
        }
    }

    @Test
    void a_message_is_larger_than_any_client_wants() throws Exception {
        try (var mock = spoiled("{send-as: {size: 5MiB}}");
                var socket = opened(mock)) {
            var large = socket.next();
            assertThat(large.content()).hasSize(5 * 1024 * 1024);
            assertThat(large.json().path("type").asText()).isEqualTo("job_progress");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binary: true, 0x82",
        "reserved-bits: true, 0xC1",
        "opcode: 3, 0x83",
        "masked: true, 0x81",
        "broken-utf8: true, 0x81"
    })
    void a_message_stands_in_a_frame_that_is_not_as_usual(String form, String bits) throws Exception {
        try (var mock = spoiled("{send-as: {" + form + "}}");
                var socket = opened(mock)) {
            var frame = socket.next();
            assertThat(frame.bits()).isEqualTo(Integer.decode(bits));
            assertThat(frame.text()).startsWith("{\"type\":\"job_progress\"");
            assertThat(frame.content()[frame.content().length - 1])
                    .isEqualTo((byte) (form.startsWith("broken") ? 0xC3 : '}'));
        }
    }

    @Test
    void any_text_is_a_message_and_so_is_a_ping() throws Exception {
        try (var mock = odd(
                        "{websocket: {ready: none}, faults: [{when: {event: 1}, do: {send: '{\"type\":\"x\",\"of\":\"{jobId}\"}'}},"
                                + " {when: {event: 1}, do: ping}]}");
                var socket = opened(mock)) {
            assertThat(socket.next().text()).isEqualTo("{\"type\":\"x\",\"of\":\"odd\"}");
            assertThat(socket.next().opcode()).isEqualTo(RawWebSocket.PING);
            assertThat(socket.type()).isEqualTo("job_progress");
        }
    }

    @Test
    void a_message_about_the_connection_does_not_end_it() throws Exception {
        try (var mock = spoiled("{message: reconnected}");
                var socket = opened(mock)) {
            assertThat(socket.type()).isEqualTo("job_progress");
            assertThat(socket.type()).isEqualTo("reconnected");
            mock.advance(ofSeconds(1));
            assertThat(socket.type()).isEqualTo("job_complete");
        }
    }

    @Test
    void a_fault_of_websockets_passes_a_stream_by_and_one_of_streams_a_websocket() throws Exception {
        try (var mock = odd(
                        "{retry: none, websocket: {ready: none}, faults: [{when: {event: 1}, do: {close-with: 1011}, on: websocket},"
                                + " {when: {event: 1}, do: reset, on: stream}]}");
                var socket = opened(mock);
                var stream =
                        RawHttp.connect(mock.baseUri()).send("GET", "/jobs/odd/stream", "Accept: text/event-stream")) {
            assertThat(socket.next().closing()).isEqualTo("1011");
            stream.head();
            assertThat(stream.chunk().orElseThrow()).contains("event: processing");
            assertThat(stream.ending()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void the_echo_of_the_subprotocol_can_be_left_out() throws Exception {
        try (var mock = odd("{headers: {Sec-WebSocket-Protocol: null, Sec-WebSocket-Accept: wrong}}");
                var socket = RawWebSocket.ask(
                        mock.baseUri(), "/ws/progress?jobId=odd", "Sec-WebSocket-Protocol: auth.mock-token")) {
            assertThat(socket.head().status()).isEqualTo(101);
            assertThat(socket.head().header("sec-websocket-protocol")).isEmpty();
            assertThat(socket.head().header("sec-websocket-accept")).isEqualTo("wrong");
        }
    }

    @Test
    void the_timeline_says_texts_and_frames_of_its_own() throws Exception {
        try (var mock = Sockets.odd(
                        folder,
                        "job: {items: 1, timeline: [{raw: 'not for {jobId}'}, {raw-hex: '8a 00'}, {comment: x}, {after: 1s, completed:"
                                + " {payload: {payload: null, result: 7}, violates: schema}}]}\n"
                                + "connections: [{websocket: {ready: none}}]\n");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            assertThat(socket.next().text()).isEqualTo("not for odd");
            assertThat(socket.next().opcode()).isEqualTo(RawWebSocket.PONG);
            mock.advance(ofSeconds(1));
            assertThat(socket.next().text()).isEqualTo("{\"type\":\"job_complete\",\"jobId\":\"odd\",\"result\":7}");
        }
    }

    @Test
    void an_upgrade_can_be_refused_and_dropped() throws Exception {
        try (var mock = odd("{answer: {status: 503, body: later}}, {faults: [{when: {before: headers}, do: reset}]}")) {
            try (var refused = Sockets.open(mock)) {
                assertThat(refused.head().status()).isEqualTo(503);
                assertThat(refused.http().body()).isEqualTo("later");
            }
            assertThatThrownBy(() -> Sockets.open(mock)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_does_not_answer_the_end_is_given_up() throws Exception {
        try (var mock = spoiled("{close-with: 1001, reason: bye}");
                var socket = opened(mock)) {
            assertThat(socket.type()).isEqualTo("job_progress");
            assertThat(socket.next().closing()).isEqualTo("1001 bye");
            assertThatThrownBy(() -> socket.http().bytes(1)).isInstanceOf(EOFException.class);
            var end = mock.journal().await(Entry.End.class, entry -> true, ofSeconds(10));
            assertThat(end.how()).isEqualTo(Entry.How.GIVEN_UP);
            assertThat(end.detail()).isEqualTo("1001 bye, and the client did not answer it");
        }
    }
}
