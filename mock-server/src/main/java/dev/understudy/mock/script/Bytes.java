package dev.understudy.mock.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that do not change.
 *
 * <p>One byte in them can be there very often without being kept as often: 64 MiB of padding cost nothing until they are sent.
 */
public final class Bytes {
    private final byte[] content;
    private final int fillAt;
    private final int fillCount;
    private final byte fill;

    private Bytes(byte[] content, int fillAt, int fillCount, byte fill) {
        this.content = content;
        this.fillAt = fillAt;
        this.fillCount = fillCount;
        this.fill = fill;
    }

    private Bytes(byte[] content) {
        this(content, 0, 0, (byte) 0);
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... bytes) {
        return new Bytes(bytes.clone());
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Two texts in UTF-8, and so many of an ASCII character between them. */
    static Bytes padded(String before, char filler, int count, String after) {
        int at = before.getBytes(StandardCharsets.UTF_8).length;
        return new Bytes((before + after).getBytes(StandardCharsets.UTF_8), at, count, (byte) filler);
    }

    /** All of these, one behind the other. */
    static Bytes joined(Iterable<Bytes> parts) {
        var all = new java.io.ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.whole()));
        return new Bytes(all.toByteArray());
    }

    /** The same with these in front of them. */
    Bytes behind(byte[] head) {
        var all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return new Bytes(all, fillAt + head.length, fillCount, fill);
    }

    public int length() {
        return content.length + fillCount;
    }

    /** Whether much of it is padding, so that it should never be whole anywhere. */
    boolean isPadded() {
        return fillCount > 0;
    }

    /** The byte at this place. */
    byte at(int index) {
        if (index < fillAt) {
            return content[index];
        }
        return index < fillAt + fillCount ? fill : content[index - fillCount];
    }

    /** From this byte, up to but without that one. */
    public Bytes slice(int from, int to) {
        if (from == 0 && to == length()) {
            return this;
        }
        int fillFrom = clamp(from);
        int fillTo = clamp(to);
        int fills = fillTo - fillFrom;
        return new Bytes(
                Arrays.copyOfRange(content, from - fillFrom, to - fillTo), Math.max(0, fillAt - from), fills, fill);
    }

    /** How much of the padding lies before this place. */
    private int clamp(int place) {
        return Math.max(0, Math.min(fillCount, place - fillAt));
    }

    /** A fresh buffer over the bytes, which cannot be written to. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(whole()).asReadOnlyBuffer();
    }

    /** All of them, in an array that belongs to the caller. */
    public byte[] toArray() {
        return whole().clone();
    }

    private byte[] whole() {
        if (fillCount == 0) {
            return content;
        }
        var all = new byte[length()];
        System.arraycopy(content, 0, all, 0, fillAt);
        Arrays.fill(all, fillAt, fillAt + fillCount, fill);
        System.arraycopy(content, fillAt, all, fillAt + fillCount, content.length - fillAt);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes
                && length() == bytes.length()
                && (this == bytes || Arrays.equals(whole(), bytes.whole()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(whole());
    }

    /** As text, with control characters escaped. */
    @Override
    public String toString() {
        var text = new String(content, StandardCharsets.UTF_8)
                .replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        return fillCount == 0 ? text : text + " (and " + fillCount + " x " + (char) fill + ")";
    }
}
