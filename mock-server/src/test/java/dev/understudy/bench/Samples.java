package dev.understudy.bench;

import java.util.Arrays;

/** Many times, in nanoseconds, with little memory. */
final class Samples {
    private long[] nanos = new long[4096];
    private int count;

    void add(long sample) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = sample;
    }

    /** The sample that this share (0 to 1) of all is not above, in milliseconds; NaN if there is none. */
    double milliseconds(double share) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, Math.floor(share * count))] / 1e6;
    }
}
