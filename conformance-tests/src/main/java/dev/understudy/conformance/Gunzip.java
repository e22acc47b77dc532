package dev.understudy.conformance;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) as it comes, piece by piece: what has arrived is out at once, unlike with {@code GZIPInputStream}, which
 * waits for more. One member, and its checksum is not looked at. Not thread-safe.
 */
final class Gunzip {
    private static final int FIXED_HEAD = 10;
    private static final int FLAGS_AT = 3;
    private static final int NAME_AND_COMMENT = 0x18;
    private static final int EXTRA_OR_CHECKSUM = 0x06;

    private final Inflater inflater = new Inflater(true);
    private final byte[] room = new byte[8192];
    private int head;
    private int strings = -1;

    /**
     * What this piece brings.
     *
     * @throws DataFormatException if it is no gzip
     */
    byte[] accept(byte[] piece) throws DataFormatException {
        int from = skipHead(piece);
        var out = new ByteArrayOutputStream();
        if (from < piece.length) {
            inflater.setInput(piece, from, piece.length - from);
            for (int count = inflater.inflate(room); count > 0; count = inflater.inflate(room)) {
                out.write(room, 0, count);
            }
        }
        return out.toByteArray();
    }

    /** Where the packed bytes begin in this piece. */
    private int skipHead(byte[] piece) throws DataFormatException {
        int at = 0;
        while (at < piece.length && (head < FIXED_HEAD || strings > 0)) {
            byte next = piece[at++];
            if (head == FLAGS_AT) {
                strings = strings(next);
            }
            if (head >= FIXED_HEAD && next == 0) {
                strings--;
            }
            head++;
        }
        return at;
    }

    private static int strings(byte flags) throws DataFormatException {
        if ((flags & EXTRA_OR_CHECKSUM) != 0) {
            throw new DataFormatException("gzip with extra fields, which nobody sends over HTTP");
        }
        return Integer.bitCount(flags & NAME_AND_COMMENT);
    }

    void end() {
        inflater.end();
    }
}
