package dev.understudy.conformance;

import dev.understudy.verdict.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * What came of a run.
 *
 * @param network which fault proxy did the network's part
 */
public record SuiteResult(
        TargetProfile profile,
        long seed,
        Duration took,
        String network,
        List<RuleResult> rules,
        List<CaseResult> cases) {
    public SuiteResult {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
    }

    /** How many rules came to this. */
    public long count(Outcome outcome) {
        return rules.stream().filter(rule -> rule.outcome() == outcome).count();
    }

    /** What the program exits with; see {@link ExitCode}. */
    public ExitCode exitCode() {
        return ExitCode.of(rules, rule -> false, false);
    }
}
