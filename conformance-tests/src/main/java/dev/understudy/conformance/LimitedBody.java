package dev.understudy.conformance;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.entity.HttpEntityWrapper;

/** The body of an answer, of which no more is read than is reasonable, and not for ever. Not thread-safe. */
final class LimitedBody extends FilterInputStream {
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Duration within;
    private final long end;
    private long bytes;

    private LimitedBody(InputStream body, Duration within) {
        super(body);
        this.within = within;
        this.end = System.nanoTime() + within.toNanos();
    }

    /** Puts the limits on an answer. */
    static void limit(HttpResponse response, Duration within) {
        var entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Entity(entity, within));
        }
    }

    private static final class Entity extends HttpEntityWrapper {
        private final Duration within;

        Entity(HttpEntity wrapped, Duration within) {
            super(wrapped);
            this.within = within;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new LimitedBody(super.getContent(), within);
        }
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new IOException("the answer has more than " + MOST_BYTES + " bytes");
        }
        if (more > 0 && System.nanoTime() > end) {
            throw new IOException("the answer did not end within " + DurationWords.of(within));
        }
    }
}
