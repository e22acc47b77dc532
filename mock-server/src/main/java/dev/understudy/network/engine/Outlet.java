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
    private boolean ended;
    private long written;

    Outlet(Peer peer) {
        this.peer = peer;
    }

    @Override
    public boolean hasRoom() {
        return !ended && current == null && waiting.isEmpty();
    }

    @Override
    public void offer(Chunk chunk) {
        waiting.add(chunk);
    }

    @Override
    public boolean offerEnd() {
        boolean news = !ended;
        ended = true;
        return news;
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
        while (current != null || !waiting.isEmpty()) {
            if (current == null) {
                current = waiting.remove().buffer();
            }
            written += peer.write(current);
            if (current.hasRemaining()) {
                peer.wantToWrite(true);
                return;
            }
            current = null;
        }
        peer.wantToWrite(false);
    }
}
