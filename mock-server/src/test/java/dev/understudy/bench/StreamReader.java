package dev.understudy.bench;

import java.nio.ByteBuffer;

/** Reads one chunked event stream, only as far as counting needs: the lines that begin with {@code data:}, and the last chunk. */
final class StreamReader implements Reading {
    private static final byte[] DATA = "\ndata:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private int inData;
    private int inLastChunk;

    @Override
    public int read(ByteBuffer bytes) {
        int events = 0;
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            inData = follow(DATA, inData, next);
            if (inData == DATA.length) {
                events++;
                inData = 0;
            }
            if (!isEnded()) {
                inLastChunk = follow(LAST_CHUNK, inLastChunk, next);
            }
        }
        return events;
    }

    @Override
    public boolean isEnded() {
        return inLastChunk == LAST_CHUNK.length;
    }

    /** In both words only the first byte can begin the word anew; the second chunk's {@code \r} may be such a beginning too. */
    private static int follow(byte[] word, int matched, byte next) {
        if (next == word[matched]) {
            return matched + 1;
        }
        return next == word[0] ? 1 : 0;
    }
}
