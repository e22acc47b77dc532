package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Measures with strict lower bounds and generous upper ones: a busy machine is late, never early. */
final class Stopwatch {
    private static final long TIMER_ERROR_MILLIS = 2;
    private static final long PATIENCE_MILLIS = 1_500;

    private final long started = System.nanoTime();

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    void shows(long millis) {
        assertThat(millis()).isBetween(millis - TIMER_ERROR_MILLIS, millis + PATIENCE_MILLIS);
    }

    void showsAtLeast(long millis) {
        assertThat(millis()).isGreaterThanOrEqualTo(millis - TIMER_ERROR_MILLIS);
    }

    void showsLessThan(long millis) {
        assertThat(millis()).isLessThan(millis);
    }
}
