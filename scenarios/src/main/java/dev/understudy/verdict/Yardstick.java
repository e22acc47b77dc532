package dev.understudy.verdict;

import java.time.Duration;
import java.util.Locale;

/**
 * By which standard a client is judged, where standards differ.
 *
 * <p>Whoever is bound by one must not be failed by the other: an EventSource may not come back after a 503, other clients should.
 */
public enum Yardstick {
    /**
     * A browser's EventSource (WHATWG HTML 9.2): any answer but 200 with an event stream is the end, and without a {@code retry} the
     * wait is "a few seconds", which is taken as at least one.
     */
    WHATWG(Duration.ofSeconds(1)),
    /** A client of its own making: may try again after 429 and 5xx, must honour Retry-After, and waits half a second at least. */
    FETCH(Duration.ofMillis(500));

    private final Duration leastWait;

    Yardstick(Duration leastWait) {
        this.leastWait = leastWait;
    }

    /** The shortest wait before coming back to a stream that has named no reconnection time. */
    public Duration leastWait() {
        return leastWait;
    }

    /** The word on command lines and in reports, for example {@code whatwg}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
