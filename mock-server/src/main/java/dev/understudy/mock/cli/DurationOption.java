package dev.understudy.mock.cli;

import dev.understudy.yaml.DurationText;
import java.time.Duration;
import picocli.CommandLine;

/** Durations on the command line, as in scenarios. */
final class DurationOption implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        return DurationText.parse(value)
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "'" + value + "' is no duration. Write 200ms, 5s, 30m or 2h."));
    }
}
