package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.time.Duration;
import java.util.Optional;

/** So long after the stream was opened. */
record AfterTime(Duration time) implements Trigger {
    static final Kind<Trigger> KIND = Kind.with(
            "after",
            "So long after the stream was opened, wherever it is then.",
            Types.duration(),
            "{after: 2s}",
            words -> new AfterTime(words.duration()));

    @Override
    public Optional<Duration> after() {
        return Optional.of(time);
    }
}
