package dev.understudy.conformance;

import dev.understudy.contract.Rule;
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
        if (count(Outcome.ERROR) > 0) {
            return ExitCode.OUR_FAILURE;
        }
        if (count(Outcome.FAIL) > 0) {
            return ExitCode.NOT_CONFORMANT;
        }
        boolean open = rules.stream()
                .anyMatch(rule ->
                        rule.outcome() == Outcome.INCONCLUSIVE && rule.rule().level() == Rule.Level.MUST);
        return open || count(Outcome.PASS) == 0 ? ExitCode.NOTHING_PROVEN : ExitCode.CONFORMANT;
    }
}
