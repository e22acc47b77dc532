package dev.understudy.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 200ms}, {@code 1.5s}, {@code 5m}, {@code 2h}, {@code 250us}, and {@code 0}. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(\\.\\d{1,6})?(us|ms|s|m|h)");
    /** A hundred years. Sums of a few such durations still fit into nanoseconds. */
    private static final double MOST_NANOS = 100 * 365.25 * 24 * 3600e9;

    private DurationText() {}

    /** The duration, or empty if the text is not one or it is longer than a hundred years. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Double.parseDouble(match.group(1) + (match.group(2) == null ? "" : match.group(2)));
        var nanos = number * nanosOf(match.group(3));
        return nanos > MOST_NANOS ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(nanos)));
    }

    /** The shortest text that {@link #parse} reads back as the same duration, for example {@code 1.5s}. */
    public static String print(Duration duration) {
        for (var unit : new String[] {"h", "m", "s", "ms"}) {
            long nanos = Math.round(nanosOf(unit));
            if (duration.toNanos() >= nanos && duration.toNanos() % (nanos / 10) == 0) {
                long tenths = duration.toNanos() / (nanos / 10);
                return tenths % 10 == 0 ? tenths / 10 + unit : tenths / 10 + "." + tenths % 10 + unit;
            }
        }
        return duration.isZero() ? "0" : duration.toNanos() / 1000 + "us";
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
    }
}
