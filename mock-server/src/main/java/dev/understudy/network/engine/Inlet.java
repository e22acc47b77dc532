package dev.understudy.network.engine;

import dev.understudy.network.toxic.Chunk;

/** What takes chunks: the next toxic of a chain, or the socket at its end. */
interface Inlet {
    boolean hasRoom();

    /** Takes a chunk, even without room: that is only asked of it. */
    void offer(Chunk chunk);

    /** Nothing follows. May be said more than once; returns whether it is news. */
    boolean offerEnd();
}
