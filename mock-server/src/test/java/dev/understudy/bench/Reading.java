package dev.understudy.bench;

import java.nio.ByteBuffer;

/** What one client makes of the bytes that it gets. */
interface Reading {
    /** How many events begin in these bytes. */
    int read(ByteBuffer bytes);

    /** Whether the answer has ended as it should. */
    boolean isEnded();
}
