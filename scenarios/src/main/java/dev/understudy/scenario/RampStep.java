package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Progress in even steps. */
record RampStep(OptionalInt to, Duration every, OptionalInt step, OptionalInt steps) implements Step {
    static final Kind<Step> KIND = Kind.<Step>of(
                    "ramp",
                    "Progress in even steps, each with the contract's event for progress.",
                    List.of(
                            Field.optional(
                                    "to", Types.integer(1), "How many items are done in the end. Without it: all."),
                            Field.optional("every", Types.duration(), "The time before each step. Without it: 200ms."),
                            Field.optional("step", Types.integer(1), "How many items one step does. Without it: 1."),
                            Field.optional("steps", Types.integer(1), "In how many steps, instead of `step`.")),
                    "ramp: {to: 100, step: 10, every: 200ms}",
                    RampStep::read)
            .orAlone();

    private static RampStep read(Words words) {
        return new RampStep(
                words.integer("to"),
                words.duration("every").orElse(Duration.ofMillis(200)),
                words.integer("step"),
                words.integer("steps"));
    }

    @Override
    public void tell(Storyline story) {
        int from = story.processed();
        int end = Math.min(to.orElse(story.total()), story.total());
        int count = steps.isPresent()
                ? Math.min(steps.getAsInt(), Math.max(1, end - from))
                : (int) Math.ceil((end - from) / (double) step.orElse(1));
        for (int i = 1; i <= count; i++) {
            story.pause(every);
            int done = steps.isPresent()
                    ? from + (int) Math.round((end - from) * (double) i / count)
                    : Math.min(end, from + i * step.orElse(1));
            story.progress(done);
        }
    }
}
