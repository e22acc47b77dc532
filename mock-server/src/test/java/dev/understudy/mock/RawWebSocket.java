package dev.understudy.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand on a socket: says any bytes, and sees each frame. */
public final class RawWebSocket implements AutoCloseable {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final byte[] MASK = {1, 2, 3, 4};
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    /** Of that key, as RFC 6455 has it in 1.3. */
    public static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final RawHttp http;
    private final RawHttp.Head head;

    private RawWebSocket(RawHttp http) throws IOException {
        this.http = http;
        this.head = http.head();
    }

    /** A frame as it came: its bits with FIN and the opcode, and its content, a character for each byte. */
    public record Frame(int bits, String latin1) {
        public byte[] content() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }

        public int opcode() {
            return bits & 0x0F;
        }

        public boolean isFinal() {
            return (bits & FIN) != 0;
        }

        public String text() {
            return new String(content(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(content());
            } catch (IOException e) {
                throw new AssertionError(text(), e);
            }
        }

        /** The code and the reason of a close frame, as in {@code 1000 Job completed}. */
        public String closing() {
            var content = content();
            return content.length == 0
                    ? ""
                    : (ByteBuffer.wrap(content).getShort() + " "
                                    + new String(content, 2, content.length - 2, StandardCharsets.UTF_8))
                            .strip();
        }
    }

    /** Asks for a WebSocket, with headers beside those of a handshake. */
    public static RawWebSocket ask(URI base, String path, String... headers) throws IOException {
        return ask(RawHttp.connect(base), path, new byte[0], headers);
    }

    /** The same, and says something in one breath. */
    public static RawWebSocket ask(RawHttp http, String path, byte[] frames, String... headers) throws IOException {
        var all = new java.util.ArrayList<>(java.util.List.of(headers));
        all.addAll(java.util.List.of(
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY));
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        all.forEach(line -> request.append(line).append("\r\n"));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(frames);
        return new RawWebSocket(http.write(bytes.toByteArray()));
    }

    public RawHttp.Head head() {
        return head;
    }

    public RawHttp http() {
        return http;
    }

    public RawWebSocket say(String text) throws IOException {
        return frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawWebSocket close(int code, String reason) throws IOException {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                FIN | CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** A masked frame with these bits. */
    public RawWebSocket frame(int bits, byte[] content) throws IOException {
        http.write(masked(bits, content));
        return this;
    }

    /** The bytes of such a frame. */
    public static byte[] masked(int bits, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(bits);
        if (content.length < MEDIUM) {
            bytes.write(MASKED | content.length);
        } else {
            bytes.write(MASKED | MEDIUM);
            bytes.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) content.length).array());
        }
        bytes.writeBytes(MASK);
        for (int i = 0; i < content.length; i++) {
            bytes.write(content[i] ^ MASK[i % MASK.length]);
        }
        return bytes.toByteArray();
    }

    /** The next frame. */
    public Frame next() throws IOException {
        var two = http.bytes(2);
        int length = two[1] & 0x7F;
        if (length == MEDIUM) {
            length = ByteBuffer.wrap(http.bytes(2)).getShort() & 0xFFFF;
        } else if (length == LONG) {
            length = (int) ByteBuffer.wrap(http.bytes(Long.BYTES)).getLong();
        }
        boolean masked = (two[1] & MASKED) != 0;
        var mask = masked ? http.bytes(MASK.length) : new byte[MASK.length];
        var content = http.bytes(length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % MASK.length];
        }
        return new Frame(two[0] & 0xFF, new String(content, StandardCharsets.ISO_8859_1));
    }

    /** The next message's type. */
    public String type() throws IOException {
        return next().json().path("type").asText();
    }

    /** How the connection goes on. */
    public RawHttp.Ending ending() throws IOException {
        try {
            while (true) {
                http.bytes(1);
            }
        } catch (SocketException e) {
            return RawHttp.Ending.RESET;
        } catch (EOFException e) {
            return RawHttp.Ending.FIN;
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
