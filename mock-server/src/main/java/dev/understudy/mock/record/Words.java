package dev.understudy.mock.record;

import dev.understudy.yaml.DurationText;
import java.time.Duration;

/** Values in the words of the scenario language. */
final class Words {
    private static final long MILLI = 1_000_000;

    private Words() {}

    /** In whole milliseconds: what is less is the network's and the clock's. */
    static String duration(Duration duration) {
        return DurationText.print(rounded(duration));
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static Duration rounded(Duration duration) {
        return Duration.ofMillis((duration.toNanos() + MILLI / 2) / MILLI);
    }
}
