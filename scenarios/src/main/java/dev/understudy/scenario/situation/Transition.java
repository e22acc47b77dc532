package dev.understudy.scenario.situation;

import java.time.Duration;
import java.util.List;

/** How one network becomes another: changes, one after the other. */
public record Transition(String name, String title, String source, List<Step> steps) implements Situation {
    public Transition {
        steps = List.copyOf(steps);
    }

    /** A change, and how long after the one before it. */
    public record Step(Duration after, Change change) {}

    /** How long it takes from its first step to its last. */
    public Duration length() {
        return steps.stream().map(Step::after).reduce(Duration.ZERO, Duration::plus);
    }
}
