package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A body in gzip, write by write (RFC 1952). Not thread-safe. */
final class Gzip {
    private static final int BUFFER = 8192;

    private final boolean flushed;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Frame> inside = new ArrayList<>();
    private final GZIPOutputStream gzip;

    /**
     * An empty body.
     *
     * @param flushed whether each write can be read at once; else it stays in the compressor until that is full
     */
    Gzip(boolean flushed) {
        this.flushed = flushed;
        try {
            this.gzip = new GZIPOutputStream(out, BUFFER, flushed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a write becomes; empty if it stays inside. */
    Optional<Action.Send> write(Action.Send send) {
        try {
            var buffer = send.bytes().asBuffer();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            gzip.write(bytes);
            if (flushed) {
                gzip.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inside.addAll(send.completes());
        return taken(flushed);
    }

    /** The rest, and the end. */
    Optional<Action.Send> finish() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken(true);
    }

    private Optional<Action.Send> taken(boolean whole) {
        var bytes = out.toByteArray();
        out.reset();
        if (bytes.length == 0) {
            return Optional.empty();
        }
        // What a reader has got whole of a compressor that was not flushed, nobody knows.
        var completes = whole ? List.copyOf(inside) : List.<Frame>of();
        if (whole) {
            inside.clear();
        }
        return Optional.of(new Action.Send(Bytes.of(bytes), completes));
    }
}
