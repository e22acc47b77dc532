package dev.understudy.network.engine;

import dev.understudy.network.toxic.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The end of a link: writes what comes to a socket, and says when the last byte is written or nothing can be. */
final class Outlet implements Inlet {
    private final Peer peer;
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private @Nullable ByteBuffer current;
    private @Nullable Hold hold;
    private long waitingBytes;
    private boolean ended;
    private long written;
    private long last = Long.MAX_VALUE;

    Outlet(Peer peer) {
        this.peer = peer;
    }

    @Override
    public boolean hasRoom() {
        return !ended && current == null && (waiting.isEmpty() || isHeld());
    }

    @Override
    public void offer(Chunk chunk) {
        waiting.add(chunk);
        waitingBytes += chunk.length();
    }

    @Override
    public boolean offerEnd() {
        boolean news = !ended;
        ended = true;
        return news;
    }

    /** Keeps bytes back, or no longer. */
    void hold(@Nullable Hold newHold) {
        if (hold != null) {
            hold.emptied();
        }
        hold = newHold;
    }

    /** Writes so many bytes more and no other. */
    void stopAfter(long bytes) {
        last = written + bytes;
    }

    /** Whether it has written all it may. */
    boolean hasStopped() {
        return written >= last;
    }

    /** Bytes that the socket took. */
    long written() {
        return written;
    }

    /** Whether everything is written and nothing follows. */
    boolean isDone() {
        return ended && current == null && waiting.isEmpty();
    }

    /** Writes what the socket takes now. */
    void write() throws IOException {
        while (!hasStopped() && (current != null || (!waiting.isEmpty() && !isHeld()))) {
            if (!writeCurrent()) {
                peer.wantToWrite(true);
                return;
            }
        }
        if (hold != null && waiting.isEmpty()) {
            hold.emptied();
        }
        peer.wantToWrite(false);
    }

    /** Returns whether all of it was taken. */
    private boolean writeCurrent() throws IOException {
        if (current == null) {
            current = waiting.remove().buffer();
            waitingBytes -= current.remaining();
        }
        if (current.remaining() > last - written) {
            current.limit(current.position() + (int) (last - written));
        }
        written += peer.write(current);
        if (current.hasRemaining()) {
            return false;
        }
        current = null;
        return true;
    }

    private boolean isHeld() {
        return hold != null && !ended && hold.keeps(waitingBytes);
    }
}
