package dev.understudy.mock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketReaderTest {
    private static final int MOST = 70_000;

    private final List<String> heard = new ArrayList<>();

    private WebSocketReader reader() {
        return new WebSocketReader(MOST, new WebSocketReader.Listener() {
            @Override
            public void text(String text) {
                heard.add("text " + text);
            }

            @Override
            public void binary(String hex) {
                heard.add("binary " + hex);
            }

            @Override
            public void ping(String hex) {
                heard.add("ping " + hex);
            }

            @Override
            public void pong(String hex) {
                heard.add("pong " + hex);
            }

            @Override
            public void close(int code, String reason) {
                heard.add("close " + code + " " + reason);
            }

            @Override
            public void fault(WebSocketReader.Fault why, String what) {
                heard.add(why + ": " + what);
            }
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Texts of every kind of length, fragments with a ping between, bytes, and the end. */
    private static byte[] conversation() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawWebSocket.masked(0x81, utf8("吾輩は猫である")));
        bytes.writeBytes(RawWebSocket.masked(0x81, new byte[0]));
        bytes.writeBytes(RawWebSocket.masked(0x81, utf8("x".repeat(300))));
        bytes.writeBytes(RawWebSocket.masked(0x01, utf8("one ")));
        bytes.writeBytes(RawWebSocket.masked(0x89, utf8("?")));
        bytes.writeBytes(RawWebSocket.masked(0x00, utf8("two ")));
        bytes.writeBytes(RawWebSocket.masked(0x80, utf8("three")));
        bytes.writeBytes(RawWebSocket.masked(0x82, new byte[] {1, 2}));
        bytes.writeBytes(RawWebSocket.masked(0x8A, new byte[0]));
        bytes.writeBytes(RawWebSocket.masked(0x88, new byte[] {3, (byte) 0xE9, 'b', 'y', 'e'}));
        bytes.writeBytes(RawWebSocket.masked(0x81, utf8("nobody hears this")));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void whatever_pieces_bytes_come_in_the_same_is_heard(long seed) {
        var random = new SplittableRandom(seed);
        var reader = reader();
        var bytes = ByteBuffer.wrap(conversation());
        while (bytes.hasRemaining()) {
            int count = seed == 0 ? 1 : random.nextInt(1, 1 + Math.min(400, bytes.remaining()));
            var piece = bytes.slice(bytes.position(), count);
            reader.read(piece);
            assertThat(piece.hasRemaining()).isFalse();
            bytes.position(bytes.position() + count);
        }
        assertThat(heard)
                .containsExactly(
                        "text 吾輩は猫である",
                        "text ",
                        "text " + "x".repeat(300),
                        "ping 3f",
                        "text one two three",
                        "binary 0102",
                        "pong ",
                        "close 1001 bye");
    }

    @Test
    void a_message_in_fragments_may_not_be_larger_than_one_in_a_piece() {
        var reader = reader();
        reader.read(ByteBuffer.wrap(RawWebSocket.masked(0x02, new byte[60_000])));
        reader.read(ByteBuffer.wrap(RawWebSocket.masked(0x80, new byte[10_001])));
        assertThat(heard).containsExactly("TOO_LARGE: a message of more than 70000 bytes");
    }

    @Test
    void a_length_that_no_memory_has_is_refused_before_anything_is_kept() {
        reader().read(ByteBuffer.wrap(
                new byte[] {(byte) 0x82, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0}));
        assertThat(heard).containsExactly("TOO_LARGE: a message of more than 70000 bytes");
    }

    @Test
    void a_length_below_zero_is_refused() {
        reader().read(ByteBuffer.wrap(
                new byte[] {(byte) 0x82, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0}));
        assertThat(heard).containsExactly("PROTOCOL_ERROR: a length is not written as short as it can be");
    }
}
