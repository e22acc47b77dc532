package dev.understudy.mock.played;

import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.scenario.ConnectionPlan;
import java.time.Duration;
import java.util.Optional;

/** What a connection does before its headers, in words. */
final class BeforeHeaders {
    private BeforeHeaders() {}

    /** How a connection is over before its headers; empty if they come. */
    static Optional<String> ending(ConnectionPlan plan) {
        return EarlyScript.of(plan).actions().stream()
                .flatMap(action -> ending(action).stream())
                .findFirst();
    }

    private static Optional<String> ending(Action action) {
        if (action instanceof Action.Reset) {
            return Optional.of("is reset before the headers");
        }
        if (action instanceof Action.Close) {
            return Optional.of("is closed before the headers");
        }
        return action instanceof Action.WaitForChange
                ? Optional.of("is never answered, and is left")
                : Optional.empty();
    }

    /** How long the headers wait. */
    static Duration waiting(ConnectionPlan plan) {
        return EarlyScript.of(plan).actions().stream()
                .filter(Action.Pause.class::isInstance)
                .map(action -> ((Action.Pause) action).time())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether something is written before them. */
    static boolean writes(ConnectionPlan plan) {
        return EarlyScript.of(plan).actions().stream().anyMatch(Action.Send.class::isInstance);
    }
}
