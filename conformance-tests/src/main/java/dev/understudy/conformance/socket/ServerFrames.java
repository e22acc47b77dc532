package dev.understudy.conformance.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Puts a server's bytes together to messages (RFC 6455, 5), and tells of everything that breaks the grammar. Goes on as well as it can,
 * so that one fault hides no other.
 */
final class ServerFrames {
    /** What a close frame without a code stands for (RFC 6455, 7.1.5). */
    static final int NO_CODE = 1005;

    private static final int LONGEST_MESSAGE = 64 * 1024 * 1024;

    private final Listener listener;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] payload = new byte[0];
    private int filled;
    private int headBytes = 2;
    private boolean inPayload;
    private int messageOpcode = Frame.CONTINUATION;

    /** Hears what the server says. */
    interface Listener {
        void message(String text, boolean binary);

        void ping(String text, boolean pong);

        void close(int code, String reason);

        /** Something breaks the grammar; the sentence says what. */
        void malformed(String what);
    }

    ServerFrames(Listener listener) {
        this.listener = listener;
    }

    /** Takes the next bytes; false if nothing behind them can be understood any more. */
    boolean accept(byte[] bytes, int length) {
        for (int i = 0; i < length; ) {
            if (inPayload) {
                int take = Math.min(length - i, payload.length - filled);
                System.arraycopy(bytes, i, payload, filled, take);
                filled += take;
                i += take;
            } else {
                head.write(bytes[i++]);
                if (head.size() == headBytes && !headIsThere()) {
                    return false;
                }
            }
            if (inPayload && filled == payload.length) {
                frame();
            }
        }
        return true;
    }

    /** The server's bytes end here. */
    void end() {
        if (head.size() > 0) {
            listener.malformed("the connection ends inside a frame, after " + (head.size() + filled) + " bytes of it");
        } else if (messageOpcode != Frame.CONTINUATION) {
            listener.malformed("the connection ends inside a fragmented message");
        }
    }

    private boolean headIsThere() {
        var bytes = head.toByteArray();
        int wanted = headLength(bytes);
        if (wanted > bytes.length) {
            headBytes = wanted;
            return true;
        }
        long length = payloadLength(bytes);
        if (length < 0 || length > LONGEST_MESSAGE) {
            listener.malformed("a frame of " + Long.toUnsignedString(length) + " bytes");
            return false;
        }
        payload = new byte[(int) length];
        filled = 0;
        inPayload = true;
        return true;
    }

    private static int headLength(byte[] bytes) {
        int length = bytes[1] & Frame.LENGTH_BITS;
        int more = length == Frame.SHORT_LENGTH ? 2 : length == Frame.LONG_LENGTH ? 8 : 0;
        return 2 + more + (isMasked(bytes) ? 4 : 0);
    }

    private static boolean isMasked(byte[] bytes) {
        return (bytes[1] & Frame.MASK_BIT) != 0;
    }

    private static long payloadLength(byte[] bytes) {
        int length = bytes[1] & Frame.LENGTH_BITS;
        var rest = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
        return length == Frame.SHORT_LENGTH
                ? rest.getShort() & 0xFFFF
                : length == Frame.LONG_LENGTH ? rest.getLong() : length;
    }

    private void frame() {
        var bytes = head.toByteArray();
        head.reset();
        headBytes = 2;
        inPayload = false;
        int opcode = bytes[0] & Frame.OPCODE_BITS;
        boolean last = (bytes[0] & Frame.FINAL_BIT) != 0;
        if ((bytes[0] & Frame.RESERVED_BITS) != 0) {
            listener.malformed("a frame has reserved bits set, and no extension was agreed upon");
        }
        if (isMasked(bytes)) {
            listener.malformed("a frame of the server is masked");
            unmask(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        }
        if (Frame.isControl(opcode)) {
            control(opcode, last);
        } else {
            data(opcode, last);
        }
    }

    private void unmask(byte[] key) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % key.length];
        }
    }

    private void control(int opcode, boolean last) {
        if (!last || payload.length > Frame.LONGEST_CONTROL) {
            listener.malformed("a control frame is fragmented, or longer than 125 bytes");
        }
        switch (opcode) {
            case Frame.CLOSE -> close();
            case Frame.PING -> listener.ping(text(payload).orElse(hex(payload)), false);
            case Frame.PONG -> listener.ping(text(payload).orElse(hex(payload)), true);
            default -> listener.malformed("a frame has the opcode " + opcode + ", which means nothing");
        }
    }

    private void close() {
        if (payload.length == 1) {
            listener.malformed("a close frame has half a code");
        }
        int code = payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        var reason = payload.length < 2 ? new byte[0] : Arrays.copyOfRange(payload, 2, payload.length);
        if (text(reason).isEmpty()) {
            listener.malformed("the reason of a close frame is not UTF-8");
        }
        listener.close(code, text(reason).orElse(hex(reason)));
    }

    private void data(int opcode, boolean last) {
        boolean goesOn = opcode == Frame.CONTINUATION;
        if (opcode > Frame.BINARY) {
            listener.malformed("a frame has the opcode " + opcode + ", which means nothing");
            return;
        }
        if (goesOn && messageOpcode == Frame.CONTINUATION) {
            listener.malformed("a continuation comes without a beginning");
            return;
        }
        if (!goesOn && messageOpcode != Frame.CONTINUATION) {
            listener.malformed("a message begins inside another one");
            message.reset();
        }
        messageOpcode = goesOn ? messageOpcode : opcode;
        message.writeBytes(payload);
        if (last) {
            whole();
        }
    }

    private void whole() {
        var bytes = message.toByteArray();
        boolean binary = messageOpcode == Frame.BINARY;
        message.reset();
        messageOpcode = Frame.CONTINUATION;
        var text = binary ? Optional.of(hex(bytes)) : text(bytes);
        if (text.isEmpty()) {
            listener.malformed("a text message is not UTF-8");
        }
        listener.message(text.orElseGet(() -> new String(bytes, StandardCharsets.UTF_8)), binary);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // Whoever asks says so.
            return Optional.empty();
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
