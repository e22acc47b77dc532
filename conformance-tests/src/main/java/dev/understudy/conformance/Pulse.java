package dev.understudy.conformance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Notices a target that has stopped answering, so that not each of a hundred requests waits its whole time. Thread-safe. */
final class Pulse {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST = 6;

    private final Duration patience;
    private final AtomicInteger silences = new AtomicInteger();

    Pulse(Duration patience) {
        this.patience = patience;
    }

    /** How long a request waits for each part of its answer, and twice as long for the whole. */
    Duration patience() {
        return patience;
    }

    void answered() {
        silences.set(0);
    }

    void silent() {
        silences.incrementAndGet();
    }

    /**
     * Ends a case before it asks once more.
     *
     * @throws CaseStoppedException if so many requests in a row, of all cases, got no answer
     */
    void check() {
        if (silences.get() >= MOST) {
            throw new CaseStoppedException("the target has stopped answering: " + MOST
                    + " requests in a row got no answer within " + DurationWords.of(patience) + " each");
        }
    }
}
