package dev.understudy.conformance.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The numbers of RFC 6455, 5.2, and the frames that a client sends. */
final class Frame {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int FINAL_BIT = 0x80;
    static final int RESERVED_BITS = 0x70;
    static final int OPCODE_BITS = 0x0F;
    static final int MASK_BIT = 0x80;
    static final int LENGTH_BITS = 0x7F;
    static final int SHORT_LENGTH = 126;
    static final int LONG_LENGTH = 127;
    static final int LONGEST_CONTROL = 125;

    private static final int LARGEST_SHORT = 0xFFFF;
    private static final int LONGEST_HEAD = 14;
    private static final int MASK_BYTES = 4;

    private Frame() {}

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    /** A frame as a client must send it: whole, and masked with this key. */
    static byte[] masked(int opcode, byte[] payload, int key) {
        var frame = ByteBuffer.allocate(LONGEST_HEAD + payload.length);
        frame.put((byte) (FINAL_BIT | opcode));
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) (MASK_BIT | payload.length));
        } else if (payload.length <= LARGEST_SHORT) {
            frame.put((byte) (MASK_BIT | SHORT_LENGTH)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASK_BIT | LONG_LENGTH)).putLong(payload.length);
        }
        frame.putInt(key);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (key >>> (24 - 8 * (i % MASK_BYTES)))));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** The payload of a close frame; without a code if it is 1005. */
    static byte[] closing(int code, String reason) {
        if (code == ServerFrames.NO_CODE) {
            return new byte[0];
        }
        var text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }
}
