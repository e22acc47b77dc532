package dev.understudy.mock.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time of a session's jobs: real time, faster or slower by a factor, and moved by hand.
 *
 * <p>Safe for any number of threads: the clock's own lock guards its position. Listeners run on the thread that moves the clock.
 */
public final class JobClock {
    private final Instant origin;
    private final double speed;
    private final long start = System.nanoTime();
    /** Every open stream is among them, so coming and going must not cost more the more there are. */
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    private volatile long movedNanos;

    /**
     * A clock that begins now.
     *
     * @param origin what time of day it shows at its beginning
     * @param speed how many of its seconds pass in a real one; above 0
     */
    public JobClock(Instant origin, double speed) {
        this.origin = origin;
        this.speed = speed;
    }

    /** The time since the clock began, on this clock. */
    public Duration now() {
        return Duration.ofNanos((long) ((System.nanoTime() - start) * speed) + movedNanos);
    }

    /** The time of day at this point. */
    public Instant at(Duration time) {
        return origin.plus(time);
    }

    /** How long one really has to wait until this point; zero if it is past. */
    public Duration realTimeUntil(Duration time) {
        var left = time.minus(now());
        return left.isNegative() ? Duration.ZERO : Duration.ofNanos((long) (left.toNanos() / speed));
    }

    /** Moves the clock forward, and tells everybody who waits for a time. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + by.negated() + ".");
        }
        movedNanos += by.toNanos();
        listeners.forEach(Runnable::run);
    }

    /** Calls this whenever the clock was moved by hand, until the returned action is run. */
    public Runnable onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
