package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.RuleSummary;
import dev.understudy.verdict.Outcome;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A run as lines of text. Whatever comes from the target is one line, without control characters. */
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
        out.printf("%-34s %6d ms  %s%n", result.name(), result.took().toMillis(), Safe.line(how));
        out.flush();
    }

    /** The verdict on each row, those that need attention last and in full. */
    public void write(Report report) {
        report.subjects().forEach(subject -> write(report, subject));
        out.flush();
    }

    private void write(Report report, Subject subject) {
        out.println();
        verdicts(report, subject);
        report.rows().stream()
                .filter(row -> needsAttention(subject.result(row.id())))
                .forEach(row -> explain(row, subject.result(row.id())));
        out.println();
        subject.notes().forEach(out::println);
        var settings = subject.settings();
        out.println(subject.name() + (subject.address().isEmpty() ? "" : " at " + subject.address()) + ": "
                + subject.meaning() + " (" + counts(subject) + ") in " + subject.milliseconds() + " ms, seed "
                + settings.seed()
                + (settings.shard().count() == 1 ? "" : ", shard " + settings.shard())
                + (settings.network().isEmpty() ? "" : ", fault proxy: " + settings.network()));
    }

    /** A line each; what nobody asked for, with --only, is a number. */
    private void verdicts(Report report, Subject subject) {
        var asked = report.rows().stream()
                .filter(row -> !isUnselected(subject.result(row.id())))
                .toList();
        asked.forEach(row -> line(row, subject.result(row.id())));
        int left = report.rows().size() - asked.size();
        if (left > 0) {
            out.printf(
                    "%-14s %-22s %s%n",
                    Outcome.NOT_TESTED.word(), left + (left == 1 ? " other" : " others"), RuleSummary.NOT_SELECTED);
        }
    }

    private static boolean isUnselected(RowResult result) {
        return result.outcome() == Outcome.NOT_TESTED && result.reason().equals(RuleSummary.NOT_SELECTED);
    }

    private void line(Row row, RowResult result) {
        var reason = result.outcome() == Outcome.PASS && !result.flaky() ? row.text() : result.reason();
        out.printf("%-14s %-22s %s%n", word(result), row.id(), reason);
    }

    private static String word(RowResult result) {
        return result.outcome().word() + (result.expected().isEmpty() ? "" : " (known)");
    }

    private static boolean needsAttention(RowResult result) {
        return result.outcome().compareTo(Outcome.WARN) <= 0
                || !result.expected().isEmpty();
    }

    private void explain(Row row, RowResult result) {
        out.println();
        out.println(word(result) + ": " + row.id() + " (" + row.level() + "): " + row.text());
        out.println("  source: " + row.source());
        if (!result.expected().isEmpty()) {
            out.println("  known: " + result.expected());
        }
        result.evidence().stream().limit(MOST_EVIDENCE).forEach(line -> out.println("  seen: " + line));
        if (result.evidence().size() > MOST_EVIDENCE) {
            out.println("  and " + (result.evidence().size() - MOST_EVIDENCE) + " more");
        }
        RuleSummary.waiver(row.id())
                .ifPresent(
                        words -> out.println("  if the target does not do this at all, its profile says so: " + words));
    }

    private static String counts(Subject subject) {
        return subject.summary().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }
}
