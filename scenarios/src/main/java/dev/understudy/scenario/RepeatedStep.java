package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;

/** A step that comes more than once, with the same time before each. */
record RepeatedStep(Step step, int times, Duration between) implements Step {
    private static final int MOST = 100_000;

    static final Field TIMES =
            Field.optional("times", Types.integer(1, MOST), "It comes so many times, each after that time.");

    /** The step as its fields want it. */
    static Step of(Step step, Words words) {
        int times = words.integer("times").orElse(1);
        return times == 1
                ? step
                : new RepeatedStep(step, times, words.duration("after").orElse(Duration.ZERO));
    }

    @Override
    public boolean writesBytes() {
        return step.writesBytes();
    }

    @Override
    public void tell(Storyline story) {
        step.tell(story);
        for (int i = 1; i < times; i++) {
            story.pause(between);
            step.tell(story);
        }
    }
}
