package dev.understudy.mock;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a client that asks for a WebSocket wrongly, or says what nobody understands; the server goes on. */
class WebSocketRefusalTest {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ws/progress?jobId=odd&token=mock-token | X: y | 426 | Expected Upgrade: websocket",
                "/ws/progress?jobId=odd&token=mock-token | Upgrade: h2c | 426 | Expected Upgrade: websocket",
                "/ws/progress?token=mock-token | Upgrade: websocket | 400 | Missing jobId parameter",
                "/ws/progress?jobId=odd | Upgrade: websocket | 401 | Unauthorized",
                "/ws/progress?jobId=odd&token=wrong | Upgrade: websocket | 401 | Unauthorized",
                "/ws/progress?jobId=nobody&token=x | Upgrade: websocket | 404 | {\"code\":\"JOB_NOT_FOUND\",\"message\":\"There is no job nobody.\"}"
            })
    void a_handshake_that_is_none_is_answered_as_the_contract_has_it(
            String path, String upgrade, int status, String body) throws IOException {
        try (var mock = Sockets.job(folder, "{}")) {
            try (var http = RawHttp.connect(mock.baseUri())
                    .send("GET", path, upgrade, "Connection: Upgrade", "Sec-WebSocket-Version: 13", KEY)) {
                var head = http.head();
                assertThat(head.status()).isEqualTo(status);
                assertThat(http.body()).isEqualTo(body);
                assertThat(head.header("upgrade")).isEqualTo(status == 426 ? "websocket" : "");
            }
            try (var good = Sockets.open(mock)) {
                assertThat(good.head().status()).isEqualTo(101);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"13, short, 400", "13, '!!!', 400", "8, dGhlIHNhbXBsZSBub25jZQ==, 426"})
    void a_key_that_is_none_and_another_version_are_refused(int version, String key, int status) throws IOException {
        try (var mock = Sockets.job(folder, "{}");
                var http = RawHttp.connect(mock.baseUri())
                        .send(
                                "GET",
                                Sockets.PATH,
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: " + version,
                                "Sec-WebSocket-Key: " + key)) {
            var head = http.head();
            assertThat(head.status()).isEqualTo(status);
            assertThat(head.header("sec-websocket-version")).isEqualTo(status == 426 ? "13" : "");
        }
    }

    @Test
    void an_expired_token_and_one_that_was_used_let_nobody_in() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var first = Sockets.open(mock)) {
            assertThat(first.head().status()).isEqualTo(101);
            try (var second = Sockets.open(mock)) {
                assertThat(second.head().status()).isEqualTo(401);
                assertThat(second.http().body()).isEqualTo("Token already consumed.");
            }
            mock.advance(ofMinutes(121));
            try (var third = Sockets.comeBack(mock)) {
                assertThat(third.head().status()).isEqualTo(401);
                assertThat(third.http().body()).isEqualTo("Token expired");
            }
        }
    }

    @Test
    void a_token_is_in_no_journal_and_its_subprotocol_is_echoed() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = RawWebSocket.ask(
                        mock.baseUri(), "/ws/progress?jobId=odd", "Sec-WebSocket-Protocol: chat, auth.mock-token")) {
            assertThat(socket.head().header("sec-websocket-protocol")).isEqualTo("auth.mock-token");
            socket.say("{\"type\":\"ready\",\"token\":\"mock-token\"}");
            mock.journal().await(Entry.Message.class, each -> each.from() == Entry.Side.CLIENT, ofSeconds(10));
            assertThat(mock.journal().entries().toString())
                    .doesNotContain("mock-token")
                    .contains("sec-websocket-protocol=[secret", "auth.[secret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | 1002 Invalid JSON",
                "{\"type\":\"ready\"} x | 1002 Invalid JSON",
                "7 | 1002 Missing message type",
                "{\"kind\":\"ready\"} | 1002 Missing message type",
                "{\"type\":\"pong?\"} | 1002 Unknown message type: pong?",
                "{\"action\":\"getJobStatus\"} | 1002 Missing message type",
                "{\"type\":\"ready\",\"timestamp\":\"now\"} | 1002 Invalid message format"
            })
    void a_message_that_nobody_understands_closes_with_the_contracts_code(String text, String closing)
            throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            assertThat(socket.say(text).next().closing()).isEqualTo(closing);
            socket.close(1000, "");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
            var message =
                    mock.journal().await(Entry.Message.class, each -> each.from() == Entry.Side.CLIENT, ofSeconds(10));
            assertThat(message.text()).isEqualTo(text);
            assertThat(mock.journal()
                            .await(Entry.End.class, entry -> true, ofSeconds(10))
                            .how())
                    .isEqualTo(Entry.How.CLEAN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "81 01 61 | 1002 a client must mask its frames",
                "c1 80 01 02 03 04 | 1002 a reserved bit is set",
                "83 80 01 02 03 04 | 1002 opcode 3 means nothing",
                "80 80 01 02 03 04 | 1002 a continuation of nothing",
                "01 80 01 02 03 04 81 80 01 02 03 04 | 1002 a message begins within another",
                "09 80 01 02 03 04 | 1002 a control frame is fragmented",
                "89 fe 00 7e 01 02 03 04 | 1002 a control frame is longer than 125 bytes",
                "81 fe 00 05 00 00 00 00 | 1002 a length is not written as short as it can be",
                "88 81 00 00 00 00 03 | 1002 a close frame of one byte",
                "88 82 00 00 00 00 03 ed | 1002 close code 1005",
                "81 81 00 00 00 00 ff | 1007",
                "81 fe 03 e9 00 00 00 00 | 1009 Message too large",
                "81 ff 00 00 00 ff 00 00 00 00 00 00 00 00 | 1009 Message too large"
            })
    void bytes_that_are_no_frames_close_with_their_code_and_are_in_the_journal(String hex, String closing)
            throws Exception {
        try (var mock = Sockets.job(folder, "{}")) {
            try (var socket = Sockets.open(mock)) {
                assertThat(socket.type()).isEqualTo("connected");
                socket.http().write(HexFormat.of().parseHex(hex.replace(" ", "")));
                assertThat(socket.next().closing()).isEqualTo(closing);
                assertThat(socket.ending()).isEqualTo(Ending.FIN);
            }
            var malformed = mock.journal().await(Entry.Malformed.class, entry -> true, ofSeconds(10));
            assertThat(malformed.what()).startsWith("from the client: ");
            assertThat(mock.journal()
                            .await(Entry.End.class, entry -> true, ofSeconds(10))
                            .how())
                    .isEqualTo(Entry.How.CUT);
            assertThat(new Client(mock.baseUri()).get("/jobs/odd").status()).isEqualTo(200);
        }
    }

    @Test
    void what_is_still_on_its_way_does_not_cost_the_client_the_close_frame() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            var large = new byte[60_000];
            for (int i = 0; i < 10; i++) {
                socket.frame(0x82, large);
            }
            assertThat(socket.next().closing()).isEqualTo("1009 Message too large");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
        }
    }

    @Test
    void a_ping_is_answered_with_its_bytes_also_within_a_message() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            socket.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8))
                    .frame(0x89, "are you there".getBytes(StandardCharsets.UTF_8))
                    .frame(0x80, "\"ready\"}".getBytes(StandardCharsets.UTF_8));
            var pong = socket.next();
            assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("are you there");
            assertThat(socket.type()).isEqualTo("ready_ack");
        }
    }

    @Test
    void a_client_that_asks_and_never_listens_is_not_listened_to_for_a_while() throws Exception {
        int pings = 20_000;
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            var asking = new Thread(
                    () -> {
                        try {
                            for (int i = 0; i < pings; i++) {
                                socket.frame(0x89, new byte[125]);
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    "asking");
            asking.start();
            assertThat(socket.type()).isEqualTo("connected");
            for (int i = 0; i < pings; i++) {
                assertThat(socket.next().opcode()).isEqualTo(RawWebSocket.PONG);
            }
            asking.join();
        }
    }

    @Test
    void a_client_that_closes_is_answered() throws Exception {
        try (var mock = Sockets.job(folder, "{}");
                var socket = Sockets.open(mock)) {
            assertThat(socket.type()).isEqualTo("connected");
            assertThat(socket.close(4001, "had enough").next().closing()).isEqualTo("4001");
            assertThat(socket.ending()).isEqualTo(Ending.FIN);
            var close = mock.journal()
                    .await(Entry.CloseFrame.class, each -> each.from() == Entry.Side.CLIENT, ofSeconds(10));
            assertThat(close.code()).isEqualTo(4001);
            assertThat(close.reason()).isEqualTo("had enough");
        }
    }

    @Test
    void a_client_that_goes_without_a_word_has_left() throws Exception {
        try (var mock = Sockets.job(folder, "{}")) {
            try (var socket = Sockets.open(mock)) {
                assertThat(socket.type()).isEqualTo("connected");
            }
            assertThat(mock.journal()
                            .await(Entry.End.class, entry -> true, ofSeconds(10))
                            .how())
                    .isEqualTo(Entry.How.LEFT);
        }
    }
}
