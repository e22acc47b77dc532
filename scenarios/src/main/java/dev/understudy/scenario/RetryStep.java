package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.time.Duration;

/** The server names another reconnection time. */
record RetryStep(Duration time) implements Step {
    static final Kind<Step> KIND = Kind.with(
            "retry",
            "The server names another reconnection time, in a block of its own.",
            Types.duration(),
            "retry: 500ms",
            words -> new RetryStep(words.duration()));

    @Override
    public void tell(Storyline story) {
        story.retry(time);
    }
}
