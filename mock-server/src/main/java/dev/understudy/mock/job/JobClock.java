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
    /** Every open stream is among them, so coming and going must not cost more the more there are. */
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    private volatile Pace pace;

    /**
     * A clock that begins now.
     *
     * @param origin what time of day it shows at its beginning
     * @param speed how many of its seconds pass in a real one; above 0
     */
    public JobClock(Instant origin, double speed) {
        this.origin = origin;
        this.pace = new Pace(speed, System.nanoTime(), 0);
    }

    /** From a real time on, and from a time of this clock on, it runs at this speed. */
    private record Pace(double speed, long since, long positionNanos) {
        long nanosAt(long realNanos) {
            return positionNanos + (long) ((realNanos - since) * speed);
        }
    }

    /** How many seconds of this clock pass in a real one. */
    public double speed() {
        return pace.speed();
    }

    /** The time since the clock began, on this clock. */
    public Duration now() {
        return Duration.ofNanos(pace.nanosAt(System.nanoTime()));
    }

    /** The time of day at this point. */
    public Instant at(Duration time) {
        return origin.plus(time);
    }

    /** How long one really has to wait until this point; zero if it is past. */
    public Duration realTimeUntil(Duration time) {
        var left = time.minus(now());
        return left.isNegative() ? Duration.ZERO : Duration.ofNanos((long) (left.toNanos() / pace.speed()));
    }

    /** Moves the clock forward, and tells everybody who waits for a time. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + by.negated() + ".");
        }
        var before = pace;
        pace = new Pace(before.speed(), before.since(), Math.addExact(before.positionNanos(), by.toNanos()));
        listeners.forEach(Runnable::run);
    }

    /** Lets it run at another speed from now on, above 0; what has passed has passed. */
    public synchronized void setSpeed(double speed) {
        long real = System.nanoTime();
        pace = new Pace(speed, real, pace.nanosAt(real));
        listeners.forEach(Runnable::run);
    }

    /** Calls this whenever the clock was moved by hand or got another speed, until the returned action is run. */
    public Runnable onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
