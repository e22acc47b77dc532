package dev.understudy.conformance.client;

import dev.understudy.conformance.ExitCode;
import dev.understudy.verdict.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * What came of a whole run with one client.
 *
 * @param took how long the run took, all its clients together
 */
public record ClientResult(String client, Duration took, List<ScenarioResult> scenarios) {
    public ClientResult {
        scenarios = List.copyOf(scenarios);
    }

    /** How many scenarios came to this. */
    public long count(Outcome outcome) {
        return scenarios.stream()
                .filter(scenario -> scenario.outcome() == outcome)
                .count();
    }

    /** What the program exits with if this is all; see {@link ExitCode}. */
    public ExitCode exitCode() {
        if (!scenarios.isEmpty() && scenarios.stream().allMatch(ClientResult::didNotStart)) {
            return ExitCode.UNREACHABLE;
        }
        if (count(Outcome.FAIL) > 0) {
            return ExitCode.NOT_CONFORMANT;
        }
        if (count(Outcome.ERROR) > 0) {
            return ExitCode.OUR_FAILURE;
        }
        if (count(Outcome.INCONCLUSIVE) > 0) {
            return ExitCode.NOTHING_PROVEN;
        }
        boolean proven = scenarios.stream().anyMatch(scenario -> scenario.count(Outcome.PASS) > 0);
        return proven ? ExitCode.CONFORMANT : ExitCode.NOTHING_PROVEN;
    }

    private static boolean didNotStart(ScenarioResult scenario) {
        return Command.didNotStart(scenario.ending());
    }
}
