package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.ExitCode;
import dev.understudy.conformance.RuleResult;
import dev.understudy.conformance.RuleSummary;
import dev.understudy.conformance.Shard;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What all cases of a subject come to: run, read again, or joined from shards.
 *
 * @param notes what to say about what is absent, and about the baseline
 */
record Standing(List<RowResult> rows, ExitCode exitCode, List<String> notes) {
    static Standing of(List<Rule> rules, List<CaseResult> cases, Baseline baseline, Shard shard) {
        var results = RuleSummary.of(rules, cases);
        var stale = baseline.stale(cases, shard);
        var notes = new ArrayList<String>();
        Absences.note(cases).ifPresent(notes::add);
        stale.forEach(entry -> notes.add(entry.where() + "  This failure is expected, and passes now: " + entry
                + ". Take it off the baseline."));
        return new Standing(
                results.stream().map(rule -> row(rule, cases, baseline)).toList(),
                ExitCode.of(results, rule -> baseline.expects(rule, cases).isPresent(), !stale.isEmpty()),
                notes);
    }

    private static RowResult row(RuleResult rule, List<CaseResult> cases, Baseline baseline) {
        return new RowResult(
                rule.rule().id(),
                rule.outcome(),
                Safe.line(rule.reason()),
                Safe.lines(rule.evidence()),
                rule.cases(),
                rule.flaky(),
                rule.outcome() == Outcome.PASS
                        ? ""
                        : baseline.expects(rule, cases).map(Safe::line).orElse(""));
    }
}
