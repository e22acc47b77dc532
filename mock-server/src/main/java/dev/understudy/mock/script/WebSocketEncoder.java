package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.MessageForm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes WebSocket frames (RFC 6455, 5.2): as a server does, or as a {@link MessageForm} wants it. */
final class WebSocketEncoder {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x40;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int MEDIUM_LENGTH = 0xFFFF;
    private static final int MOST_REASON = 123;
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};
    private static final byte FIRST_OF_TWO = (byte) 0xC3;

    Bytes encode(Frame frame, MessageForm form) {
        if (frame instanceof Frame.Event event) {
            return message(event.data(), Math.max(event.written().padding(), 0), form);
        }
        if (frame instanceof Frame.Text text) {
            return message(text.text(), 0, form);
        }
        if (frame instanceof Frame.Ping ping) {
            var content = HexFormat.of().parseHex(ping.hex());
            return frame(FIN | (ping.pong() ? PONG : PING), Bytes.of(content), false);
        }
        if (frame instanceof Frame.Close close) {
            return frame(FIN | CLOSE, Bytes.of(closing(close)), false);
        }
        if (frame instanceof Frame.Raw raw) {
            return Bytes.of(raw.bytes());
        }
        throw new AssertionError(frame);
    }

    private static Bytes message(String text, int padding, MessageForm form) {
        var content = content(text, padding, form);
        int opcode = form.opcode().orElse(form.binary() ? BINARY : TEXT);
        if (form.fragments().isEmpty()) {
            return frame(first(FIN | opcode, form), content, form.masked());
        }
        return fragments(content, opcode, form);
    }

    private static int first(int bits, MessageForm form) {
        return form.reservedBits() ? bits | RESERVED : bits;
    }

    private static Bytes content(String text, int padding, MessageForm form) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        int more = Math.max(padding, form.size() - plain.length);
        if (more > 0) {
            return Bytes.padded(text, ' ', more, "");
        }
        if (!form.brokenUtf8()) {
            return Bytes.utf8(text);
        }
        var broken = Arrays.copyOf(plain, plain.length + 1);
        broken[plain.length] = FIRST_OF_TWO;
        return Bytes.of(broken);
    }

    private static Bytes fragments(Bytes content, int opcode, MessageForm form) {
        var frames = new ArrayList<Bytes>();
        int size = form.fragments().getAsInt();
        for (int from = 0; from == 0 || from < content.length(); from += size) {
            int to = Math.min(content.length(), from + size);
            int bits = (from == 0 ? opcode : CONTINUATION) | (to == content.length() ? FIN : 0);
            if (from > 0 && form.pings()) {
                frames.add(frame(FIN | PING, Bytes.of(), false));
            }
            frames.add(frame(from == 0 ? first(bits, form) : bits, content.slice(from, to), form.masked()));
        }
        return Bytes.joined(frames);
    }

    private static Bytes frame(int bits, Bytes content, boolean masked) {
        var head = new ByteArrayOutputStream();
        head.write(bits);
        int length = content.length();
        int mask = masked ? MASKED : 0;
        if (length <= SHORT_LENGTH) {
            head.write(mask | length);
        } else if (length <= MEDIUM_LENGTH) {
            head.write(mask | (SHORT_LENGTH + 1));
            head.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            head.write(mask | (SHORT_LENGTH + 2));
            head.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
        }
        return masked ? masked(head, content) : content.behind(head.toByteArray());
    }

    private static Bytes masked(ByteArrayOutputStream head, Bytes content) {
        head.writeBytes(MASK);
        for (int i = 0; i < content.length(); i++) {
            head.write(content.at(i) ^ MASK[i % MASK.length]);
        }
        return Bytes.of(head.toByteArray());
    }

    private static byte[] closing(Frame.Close close) {
        if (!WebSocketCarriage.hasCode(close.code())) {
            return new byte[0];
        }
        var reason = cut(close.reason().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) close.code())
                .put(reason)
                .array();
    }

    /** A control frame has little room (RFC 6455, 5.5); no character is cut. */
    private static byte[] cut(byte[] reason) {
        int end = Math.min(MOST_REASON, reason.length);
        while (end < reason.length && end > 0 && (reason[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(reason, end);
    }
}
