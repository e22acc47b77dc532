package dev.understudy.mock;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's life over a WebSocket, from the handshake to the close. */
class WebSocketTest {
    private static final Duration WHOLE_JOB = Duration.ofMinutes(1);

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_client_that_says_it_is_ready_is_told_the_whole_job() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.head().status()).isEqualTo(101);
            assertThat(socket.head().header("sec-websocket-accept")).isEqualTo(RawWebSocket.ACCEPT);
            assertThat(socket.type()).isEqualTo("connected");
            socket.say("{\"type\":\"ready\"}");
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
            var ready = RawWebSocket.masked(0x81, "{\"type\":\"ready\"}".getBytes(StandardCharsets.UTF_8));
            try (var socket = RawWebSocket.ask(http, Sockets.PATH, ready)) {
                assertThat(socket.type()).isEqualTo("connected");
                assertThat(socket.type()).isEqualTo("ready_ack");
                assertThat(socket.type()).isEqualTo("job_started");
            }
        }
    }
}
