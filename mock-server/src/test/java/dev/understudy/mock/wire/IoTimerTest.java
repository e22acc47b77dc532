package dev.understudy.mock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IoTimerTest {
    @Test
    void who_waits_for_a_time_is_woken_behind_it_and_never_asks_again_and_again_before_it() {
        assertThat(IoTimer.wholeMillis(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(IoTimer.wholeMillis(Duration.ofNanos(99_000_001))).isEqualTo(100);
    }

    @Test
    void a_delay_of_whole_milliseconds_stays_as_it_is() {
        assertThat(IoTimer.wholeMillis(Duration.ZERO)).isZero();
        assertThat(IoTimer.wholeMillis(Duration.ofMillis(100))).isEqualTo(100);
    }

    @Test
    void a_delay_of_centuries_is_cut_into_hours() {
        assertThat(IoTimer.wholeMillis(Duration.ofDays(365_000))).isEqualTo(3_600_000);
    }
}
