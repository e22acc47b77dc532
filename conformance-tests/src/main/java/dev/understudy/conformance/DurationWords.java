package dev.understudy.conformance;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
final class DurationWords {
    private DurationWords() {}

    /** For example {@code 24h} or {@code 1m30s}. */
    static String of(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
