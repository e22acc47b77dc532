package dev.understudy.mock.job;

import dev.understudy.scenario.RateLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts calls in fixed windows on the job's clock. Safe for any number of threads: its own lock guards the windows. */
public final class RateLimiter {
    private final JobClock clock;
    private final Map<String, Window> windows = new HashMap<>();

    RateLimiter(JobClock clock) {
        this.clock = clock;
    }

    /** Counts a call under this key, and says how it stands. */
    public synchronized Count count(String key, RateLimit limit) {
        var now = clock.now();
        var window = windows.get(key);
        if (window == null || now.compareTo(window.end()) >= 0) {
            window = new Window(now.plus(limit.per()), 0);
        }
        boolean allowed = window.used() < limit.calls();
        var counted = new Window(window.end(), window.used() + (allowed ? 1 : 0));
        windows.put(key, counted);
        return new Count(
                allowed,
                limit.calls(),
                limit.calls() - counted.used(),
                counted.end(),
                counted.end().minus(now));
    }

    private record Window(Duration end, int used) {}

    /**
     * How a limit stands after a call.
     *
     * @param resetAt when the window ends, on the session's clock
     * @param untilReset how long until then
     */
    public record Count(boolean allowed, int limit, int remaining, Duration resetAt, Duration untilReset) {
        /** The wait in whole seconds, rounded up: asking again then is never too early. */
        public long retryAfterSeconds() {
            return untilReset.plusNanos(999_999_999).toSeconds();
        }
    }
}
