package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.RuleResult;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.verdict.Outcome;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A run as lines of text. */
public final class ConsoleReport {
    private static final int MOST_EVIDENCE = 5;

    private final PrintWriter out;

    public ConsoleReport(PrintWriter out) {
        this.out = out;
    }

    /** A line for a case that is done. */
    public void write(CaseResult result) {
        var how = result.mishap()
                .map(why -> "our own fault: " + why)
                .or(() -> result.skipped().map(why -> "not run: " + why))
                .or(() -> result.stopped().map(why -> "stopped: " + why))
                .orElse("done");
        out.printf("%-30s %6d ms  %s%n", result.name(), result.took().toMillis(), how);
        out.flush();
    }

    /** The verdict on each rule, those that need attention last and in full. */
    public void write(SuiteResult result) {
        out.println();
        result.rules()
                .forEach(rule -> out.printf(
                        "%-14s %-22s %s%n", rule.outcome().word(), rule.rule().id(), shortReason(rule)));
        result.rules().stream().filter(ConsoleReport::needsAttention).forEach(this::explain);
        out.println();
        out.println(result.profile().name() + " at " + result.profile().baseUrl() + ": "
                + result.exitCode().words() + " (" + counts(result) + ") in "
                + result.took().toMillis() + " ms, seed " + result.seed() + ", fault proxy: " + result.network());
        out.flush();
    }

    private static String shortReason(RuleResult rule) {
        return rule.outcome() == Outcome.PASS ? rule.rule().text() : rule.reason();
    }

    private static boolean needsAttention(RuleResult rule) {
        return rule.outcome().compareTo(Outcome.WARN) <= 0;
    }

    private void explain(RuleResult rule) {
        out.println();
        out.println(rule.outcome().word() + ": " + rule.rule().id() + " ("
                + rule.rule().level().word() + "): " + rule.rule().text());
        out.println("  source: " + rule.rule().source());
        rule.evidence().stream().limit(MOST_EVIDENCE).forEach(line -> out.println("  seen: " + line));
        if (rule.evidence().size() > MOST_EVIDENCE) {
            out.println("  and " + (rule.evidence().size() - MOST_EVIDENCE) + " more");
        }
    }

    private static String counts(SuiteResult result) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> result.count(outcome) > 0)
                .map(outcome -> result.count(outcome) + " " + outcome.word())
                .collect(Collectors.joining(", "));
    }
}
