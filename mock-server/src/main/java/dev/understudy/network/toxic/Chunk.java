package dev.understudy.network.toxic;

import java.nio.ByteBuffer;
import java.util.Deque;

/** A piece of a stream as it was read in one go, and when. Never changes; pieces of it share its bytes. */
public final class Chunk {
    private final byte[] bytes;
    private final int from;
    private final int length;
    private final long nanos;

    private Chunk(byte[] bytes, int from, int length, long nanos) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.nanos = nanos;
    }

    /** Takes what is left in a buffer, as a copy. */
    public static Chunk copyOf(ByteBuffer buffer, long nanos) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Chunk(bytes, 0, bytes.length, nanos);
    }

    public int length() {
        return length;
    }

    /** When it was received, by the clock of {@link Passage#now()}; toxics that delay move it on. */
    public long nanos() {
        return nanos;
    }

    public Chunk at(long time) {
        return new Chunk(bytes, from, length, time);
    }

    /** Its bytes from one position to another. */
    public Chunk part(int start, int end) {
        return new Chunk(bytes, from + start, end - start, nanos);
    }

    /** Its bytes from a position on. */
    public Chunk rest(int start) {
        return part(start, length);
    }

    /** Pieces that follow each other in one chunk, as one again. */
    static Chunk joined(Deque<Chunk> pieces) {
        var first = pieces.getFirst();
        var last = pieces.getLast();
        return new Chunk(first.bytes, first.from, last.from + last.length - first.from, first.nanos);
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, length).asReadOnlyBuffer();
    }
}
