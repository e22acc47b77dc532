package dev.understudy.mock;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's life over a WebSocket, from the handshake to the close. */
class WebSocketTest {
    private static final Duration WHOLE_JOB = ofMinutes(1);
    private static final String READY = "{\"type\":\"ready\"}";

    @TempDir
    Path folder = Path.of("");

    /** An open socket that has said it is ready and was told that it is heard. */
    private static RawWebSocket ready(RawWebSocket socket) throws Exception {
        socket.say(READY);
        while (!socket.type().equals("ready_ack")) {
            // The greeting comes first.
        }
        return socket;
    }

    @Test
    void a_client_that_says_it_is_ready_is_told_the_whole_job() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.head().status()).isEqualTo(101);
            assertThat(socket.head().header("sec-websocket-accept")).isEqualTo(RawWebSocket.ACCEPT);
            assertThat(socket.head().header("deprecation")).isEqualTo("true");
            assertThat(socket.type()).isEqualTo("connected");
            socket.say(READY);
            assertThat(socket.type()).isEqualTo("ready_ack");
            assertThat(socket.next().text())
                    .isEqualTo("{\"type\":\"job_started\",\"jobId\":\"odd\",\"pipeline\":\"csv_import\","
                            + "\"timestamp\":1767225600000,\"payload\":{\"total\":3}}");
            mock.advance(ofSeconds(3));
            assertThat(socket.next().json().at("/payload/processed").intValue()).isEqualTo(1);
            assertThat(socket.next().json().at("/payload/processed").intValue()).isEqualTo(2);
            assertThat(socket.next().json().at("/payload").toString())
                    .isEqualTo(
                            "{\"succeeded\":3,\"failed\":0,\"duration\":3000,\"expiresAt\":\"2026-01-01T02:00:03.000Z\"}");
            mock.advance(ofSeconds(1));
            assertThat(socket.next().closing()).isEqualTo("1000 Job completed");
            socket.close(1000, "");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
            var end = mock.journal().await(Entry.End.class, entry -> true, ofSeconds(10));
            assertThat(end.how()).isEqualTo(Entry.How.CLEAN);
            assertThat(end.detail()).isEqualTo("1000");
        }
    }

    @Test
    void what_a_client_says_before_it_is_let_in_is_heard() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var http = RawHttp.connect(mock.baseUri())) {
            var ready = RawWebSocket.masked(0x81, READY.getBytes(StandardCharsets.UTF_8));
            try (var socket = RawWebSocket.ask(http, Sockets.PATH, ready)) {
                assertThat(socket.type()).isEqualTo("connected");
                assertThat(socket.type()).isEqualTo("ready_ack");
                assertThat(socket.type()).isEqualTo("job_started");
            }
        }
    }

    @Test
    void a_client_that_never_says_it_is_ready_is_told_after_a_while() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            mock.advance(ofMillis(4999));
            assertThat(socket.http().hasMore(200)).isFalse();
            mock.advance(ofMillis(1));
            assertThat(socket.type()).isEqualTo("job_started");
        }
    }

    @Test
    void a_strict_server_tells_nothing_to_a_client_that_never_says_it_is_ready() throws Exception {
        try (var mock = Sockets.job(folder, "{heartbeat: none, websocket: {ready: required}}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            mock.advance(WHOLE_JOB);
            assertThat(socket.http().hasMore(200)).isFalse();
            assertThat(ready(socket).type()).isEqualTo("job_started");
        }
    }

    @Test
    void silence_is_filled_with_pings() throws Exception {
        try (var mock = Sockets.job(folder, "{websocket: {ready: required}}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            mock.advance(ofSeconds(30));
            assertThat(socket.next().opcode()).isEqualTo(RawWebSocket.PING);
        }
    }

    @Test
    void one_timeline_is_told_to_a_stream_and_to_both_kinds_of_websockets_at_once() throws Exception {
        try (var mock = Sockets.job(folder, "{}, {websocket: {dialect: v1, token: optional}}");
                var socket = ready(Sockets.open(mock));
                var stream =
                        RawHttp.connect(mock.baseUri()).send("GET", "/jobs/odd/stream", "Accept: text/event-stream")) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(socket.type()).isEqualTo("job_started");
            try (var old = RawWebSocket.ask(mock.baseUri(), "/ws/progress?jobId=odd")) {
                mock.advance(ofSeconds(1));
                assertThat(socket.next().json().at("/payload/processed").intValue())
                        .isEqualTo(1);
                assertThat(stream.chunk()).contains("retry: 5000\n\n");
                assertThat(stream.chunk().orElseThrow()).endsWith("event: processing\ndata: {\"processed\":1}\n\n");
                for (var question : List.of("getJobStatus", "{\"action\":\"getJobStatus\",\"jobId\":\"odd\"}")) {
                    assertThat(old.say(question).next().text())
                            .isEqualTo("{\"type\":\"progress\",\"data\":{\"progress\":0.3333}}");
                }
            }
        }
    }

    @Test
    void a_team_on_its_way_can_follow_one_job_both_ways() throws Exception {
        var id = "socket-drops-stream-goes-on";
        var settings = Mocks.still().withContract("bookstrack-migration").withScenario(id);
        try (var mock = MockServer.start(settings);
                var socket = ready(RawWebSocket.ask(mock.baseUri(), "/ws/progress?jobId=" + id + "&token=mock-token"));
                var stream = RawHttp.connect(mock.baseUri())
                        .send("GET", "/api/v2/imports/" + id + "/stream", "Accept: text/event-stream")) {
            stream.head();
            assertThat(socket.type()).isEqualTo("job_started");
            mock.advance(ofMillis(400));
            assertThat(socket.next().json().at("/payload/booksProcessed").intValue())
                    .isEqualTo(2);
            assertThat(socket.next().json().at("/payload/booksProcessed").intValue())
                    .isEqualTo(4);
            assertThat(socket.ending()).isEqualTo(Ending.RESET);
            mock.advance(ofSeconds(2));
            assertThat(stream.body()).contains("event: initialized", "\"processedCount\":4,", "event: completed");
        }
    }

    @Test
    void a_stream_in_a_dialect_without_a_timeout_is_never_given_up() throws Exception {
        var story = "job: {items: 1, timeline: [initialized, {after: 2h, completed}]}\nconnections: [{retry: none}]\n";
        try (var mock = Sockets.odd(folder, story);
                var stream =
                        RawHttp.connect(mock.baseUri()).send("GET", "/jobs/odd/stream", "Accept: text/event-stream")) {
            stream.head();
            mock.advance(ofMinutes(6));
            assertThat(stream.chunk()).contains(": heartbeat\n\n");
            mock.advance(ofMinutes(114));
            assertThat(stream.body()).contains("event: completed");
        }
    }

    @Test
    void an_old_client_is_told_nothing_that_it_did_not_ask_for_and_the_end_closes() throws Exception {
        try (var mock = Sockets.job(folder, "{heartbeat: none, websocket: {dialect: v1}}");
                var socket = Sockets.open(mock)) {
            mock.advance(ofSeconds(3));
            assertThat(socket.http().hasMore(200)).isFalse();
            assertThat(socket.say("getJobStatus").next().text())
                    .isEqualTo("{\"type\":\"complete\",\"data\":{\"total\":3}}");
            mock.advance(ofSeconds(1));
            assertThat(socket.next().closing()).isEqualTo("1000 Job completed");
        }
    }

    @Test
    void who_comes_after_the_end_is_told_the_end_and_sent_away() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var stream =
                        RawHttp.connect(mock.baseUri()).send("GET", "/jobs/odd/stream", "Accept: text/event-stream")) {
            stream.head();
            mock.advance(WHOLE_JOB);
            try (var late = ready(Sockets.comeBack(mock))) {
                assertThat(late.type()).isEqualTo("job_complete");
                assertThat(late.next().closing()).isEqualTo("1000 Job completed");
            }
        }
    }

    @Test
    void a_client_can_cancel() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = ready(Sockets.open(mock))) {
            assertThat(socket.type()).isEqualTo("job_started");
            var canceled = socket.say("{\"type\":\"cancel\"}").next();
            assertThat(canceled.json().at("/payload/error/code").asText()).isEqualTo("CANCELED");
            assertThat(socket.next().closing()).isEqualTo("1001 Job canceled by user");
            assertThat(new Client(mock.baseUri()).get("/jobs/odd").at("/error/code"))
                    .isEqualTo("CANCELED");
        }
    }

    @Test
    void who_comes_back_takes_its_place_and_is_told_where_the_job_is() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var before = ready(Sockets.open(mock))) {
            mock.advance(ofSeconds(1));
            try (var back = ready(Sockets.comeBack(mock))) {
                assertThat(before.type()).isEqualTo("job_started");
                assertThat(before.type()).isEqualTo("job_progress");
                assertThat(before.next().closing()).isEqualTo("1000 Client reconnecting");
                mock.advance(ofSeconds(1));
                assertThat(back.next().json().at("/payload/processed").intValue())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void a_client_that_lost_its_connection_may_come_back_for_a_minute() throws Exception {
        try (var mock = Sockets.job(folder, "{faults: [{when: {event: 1}, do: reset}]}, {}")) {
            try (var lost = ready(Sockets.open(mock))) {
                assertThat(lost.type()).isEqualTo("job_started");
                assertThat(lost.ending()).isEqualTo(Ending.RESET);
            }
            mock.journal().await(Entry.End.class, entry -> true, ofSeconds(10));
            mock.advance(ofSeconds(1));
            try (var back = Sockets.comeBack(mock)) {
                assertThat(back.next().text())
                        .isEqualTo("{\"type\":\"reconnected\",\"processed\":1,\"status\":\"processing\"}");
            }
            mock.journal().await(Entry.End.class, end -> end.how() == Entry.How.LEFT, ofSeconds(10));
            mock.advance(ofSeconds(61));
            try (var tooLate = Sockets.comeBack(mock)) {
                assertThat(tooLate.head().status()).isEqualTo(401);
                assertThat(tooLate.http().body()).isEqualTo("Token already consumed.");
            }
        }
    }

    @Test
    void the_jdks_own_client_is_told_the_whole_job() throws Exception {
        try (var mock = Sockets.job(folder, "{}")) {
            var seen = new CopyOnWriteArrayList<String>();
            var closed = new CompletableFuture<String>();
            var socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("auth.mock-token")
                    .buildAsync(
                            URI.create(mock.baseUri().toString().replace("http:", "ws:") + "/ws/progress?jobId=odd"),
                            new Texts(seen, closed))
                    .get(10, TimeUnit.SECONDS);
            assertThat(socket.getSubprotocol()).isEqualTo("auth.mock-token");
            socket.sendText(READY, true).get(10, TimeUnit.SECONDS);
            mock.journal().await(Entry.Message.class, message -> message.type().equals("job_started"), ofSeconds(10));
            mock.advance(WHOLE_JOB);
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo("1000 Job completed");
            assertThat(seen).hasSize(6).last().asString().contains("job_complete");
            assertThat(mock.journal()
                            .await(Entry.End.class, entry -> true, ofSeconds(10))
                            .how())
                    .isEqualTo(Entry.How.CLEAN);
        }
    }

    /** Collects texts, and how it was closed. */
    private record Texts(List<String> seen, CompletableFuture<String> closed) implements WebSocket.Listener {
        @Override
        public @org.jspecify.annotations.Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean last) {
            seen.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @org.jspecify.annotations.Nullable CompletionStage<?> onClose(
                WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }
    }
}
