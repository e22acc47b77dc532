package dev.understudy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "250us, PT0.00025S",
        "200ms, PT0.2S",
        "1.5s, PT1.5S",
        "0.25s, PT0.25S",
        "5m, PT5M",
        "2h, PT2H",
        "0, PT0S",
        "0s, PT0S",
        "876000h, PT876000H"
    })
    void a_text_is_read_as_a_duration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "1 s", "1d", "s", "1.s", ".5s", "1e3ms", "1s ", "999999999h", "876601h"})
    void what_has_no_unit_or_no_end_is_no_duration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "250us", "200ms", "1.5ms", "999ms", "1s", "1.5s", "1250ms", "90s", "5m", "1.5h", "2h", "36h"
            })
    void what_is_printed_is_read_back_as_the_same(String text) {
        var duration = DurationText.parse(text).orElseThrow();
        assertThat(DurationText.parse(DurationText.print(duration))).contains(duration);
    }

    @Test
    void the_largest_unit_that_fits_is_printed() {
        assertThat(DurationText.print(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(DurationText.print(Duration.ofMinutes(90))).isEqualTo("1.5h");
        assertThat(DurationText.print(Duration.ofMillis(1500))).isEqualTo("1.5s");
        assertThat(DurationText.print(Duration.ofMillis(200))).isEqualTo("200ms");
        assertThat(DurationText.print(Duration.ZERO)).isEqualTo("0");
    }
}
