package dev.understudy.mock.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads the frames of a client as a server must (RFC 6455, 5): strictly, in whatever pieces they come, and never more than it may keep.
 *
 * <p>Not thread-safe.
 */
public final class WebSocketReader {
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL = 8;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int MOST_CONTROL = 125;
    private static final int LONGEST_HEAD = 14;
    private static final int MASK_BYTES = 4;
    private static final int WITHOUT_CODE = 1005;

    private final int maxBytes;
    private final Listener listener;
    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
    private ByteArrayOutputStream message = new ByteArrayOutputStream(0);
    private ByteArrayOutputStream control = new ByteArrayOutputStream(0);
    private int messageKind = CONTINUATION;
    private boolean inPayload;
    private long left;
    private int maskAt;
    private boolean over;

    /** Why bytes of a client are no WebSocket's. */
    public enum Fault {
        PROTOCOL_ERROR,
        NOT_UTF8,
        TOO_LARGE
    }

    /** Who is told what was read. Nothing comes behind a close frame or a fault. */
    public interface Listener {
        void text(String text);

        /** Bytes, in hexadecimal. */
        void binary(String hex);

        /** Bytes, in hexadecimal. */
        void ping(String hex);

        /** Bytes, in hexadecimal. */
        void pong(String hex);

        /** The code is 1005 if there was none. */
        void close(int code, String reason);

        void fault(Fault why, String what);
    }

    /** A reader of messages up to this size. */
    public WebSocketReader(int maxBytes, Listener listener) {
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    /** Takes all that is left in the buffer. */
    public void read(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !over) {
            if (inPayload) {
                payload(bytes);
            } else {
                head.put(bytes.get());
                if (isHeadWhole()) {
                    begin();
                }
            }
        }
        bytes.position(bytes.limit());
    }

    private int opcode() {
        return head.get(0) & OPCODE;
    }

    private boolean isControl() {
        return (opcode() & CONTROL) != 0;
    }

    private boolean isFinal() {
        return (head.get(0) & FIN) != 0;
    }

    private boolean isHeadWhole() {
        return head.position() >= 2 && head.position() == 2 + lengthBytes() + (isMasked() ? MASK_BYTES : 0);
    }

    private boolean isMasked() {
        return (head.get(1) & MASKED) != 0;
    }

    private int lengthBytes() {
        int length = head.get(1) & LENGTH;
        return length == LONG ? Long.BYTES : length == MEDIUM ? Short.BYTES : 0;
    }

    private long length() {
        int length = head.get(1) & LENGTH;
        return length == LONG ? head.getLong(2) : length == MEDIUM ? head.getShort(2) & 0xFFFF : length;
    }

    private void begin() {
        long length = length();
        var wrong = wrong(length);
        if (!wrong.isEmpty()) {
            fail(Fault.PROTOCOL_ERROR, wrong);
        } else if (!isControl() && message.size() + length > maxBytes) {
            fail(Fault.TOO_LARGE, "a message of more than " + maxBytes + " bytes");
        } else {
            beginPayload(length);
        }
    }

    /** What is wrong with the frame whose head is there; empty if nothing is. */
    private String wrong(long length) {
        int opcode = opcode();
        if ((head.get(0) & RESERVED) != 0) {
            return "a reserved bit is set";
        }
        if ((opcode > BINARY && opcode < CLOSE) || opcode > PONG) {
            return "opcode " + opcode + " means nothing";
        }
        if (!isMasked()) {
            return "a client must mask its frames";
        }
        if (isControl()) {
            return !isFinal()
                    ? "a control frame is fragmented"
                    : length > MOST_CONTROL ? "a control frame is longer than 125 bytes" : "";
        }
        if (isWasteful(length)) {
            return "a length is not written as short as it can be";
        }
        boolean begun = messageKind != CONTINUATION;
        return (opcode == CONTINUATION) == begun
                ? ""
                : begun ? "a message begins within another" : "a continuation of nothing";
    }

    private boolean isWasteful(long length) {
        int bytes = lengthBytes();
        return length < 0 || (bytes == Short.BYTES && length < MEDIUM) || (bytes == Long.BYTES && length <= 0xFFFF);
    }

    private void beginPayload(long length) {
        inPayload = true;
        left = length;
        maskAt = 0;
        if (!isControl() && opcode() != CONTINUATION) {
            messageKind = opcode();
        }
        if (left == 0) {
            endFrame();
        }
    }

    private void payload(ByteBuffer bytes) {
        int count = (int) Math.min(left, bytes.remaining());
        var target = isControl() ? control : message;
        int mask = 2 + lengthBytes();
        for (int i = 0; i < count; i++) {
            target.write(bytes.get() ^ head.get(mask + (maskAt++ & 3)));
        }
        left -= count;
        if (left == 0) {
            endFrame();
        }
    }

    private void endFrame() {
        inPayload = false;
        if (isControl()) {
            var content = control.toByteArray();
            control = new ByteArrayOutputStream(0);
            int opcode = opcode();
            head.clear();
            control(opcode, content);
        } else {
            boolean whole = isFinal();
            head.clear();
            if (whole) {
                whole();
            }
        }
    }

    private void whole() {
        var content = message.toByteArray();
        int kind = messageKind;
        // Not reset: a large message would keep its room for as long as the connection lives.
        message = new ByteArrayOutputStream(0);
        messageKind = CONTINUATION;
        if (kind == BINARY) {
            listener.binary(HexFormat.of().formatHex(content));
            return;
        }
        try {
            listener.text(text(content, 0));
        } catch (CharacterCodingException e) {
            fail(Fault.NOT_UTF8, "a text that is not UTF-8");
        }
    }

    private void control(int opcode, byte[] content) {
        if (opcode == PING) {
            listener.ping(HexFormat.of().formatHex(content));
        } else if (opcode == PONG) {
            listener.pong(HexFormat.of().formatHex(content));
        } else {
            close(content);
        }
    }

    private void close(byte[] content) {
        if (content.length == 0) {
            over = true;
            listener.close(WITHOUT_CODE, "");
            return;
        }
        int code = content.length < 2 ? 0 : ByteBuffer.wrap(content).getShort() & 0xFFFF;
        if (!isAllowed(code)) {
            fail(Fault.PROTOCOL_ERROR, content.length < 2 ? "a close frame of one byte" : "close code " + code);
            return;
        }
        try {
            var reason = text(content, 2);
            over = true;
            listener.close(code, reason);
        } catch (CharacterCodingException e) {
            fail(Fault.NOT_UTF8, "a reason that is not UTF-8");
        }
    }

    /** RFC 6455, 7.4, and the codes that were registered since. */
    private static boolean isAllowed(int code) {
        return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999);
    }

    private static String text(byte[] content, int from) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content, from, content.length - from))
                .toString();
    }

    private void fail(Fault why, String what) {
        over = true;
        message = new ByteArrayOutputStream(0);
        listener.fault(why, what);
    }
}
