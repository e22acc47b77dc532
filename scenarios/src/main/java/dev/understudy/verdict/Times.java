package dev.understudy.verdict;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them. */
final class Times {
    private Times() {}

    /** Milliseconds below ten seconds, else seconds. */
    static String of(Duration time) {
        return time.toMillis() < 10_000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
