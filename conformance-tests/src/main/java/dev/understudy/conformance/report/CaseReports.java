package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.journal.JournalFile;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Seen;
import dev.understudy.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cases as reports have them, and back. Pure. */
final class CaseReports {
    private CaseReports() {}

    /**
     * What is written down about a case.
     *
     * @param seen its journal, sorted
     */
    static CaseReport of(CaseResult result, Seen seen) {
        var exchanges = seen.exchanges();
        var broken = result.verdicts().stream()
                .filter(verdict -> verdict.outcome().compareTo(Outcome.WARN) <= 0)
                .flatMap(verdict -> verdict.evidence().stream())
                .toList();
        boolean ran = !result.journal().isEmpty();
        return new CaseReport(
                result.name(),
                result.id(),
                result.title(),
                result.pipeline(),
                result.run(),
                result.took().toMillis(),
                result.proves(),
                text(result.skipped()),
                text(result.stopped()),
                text(result.mishap()),
                result.verdicts().stream()
                        .flatMap(verdict -> judged(verdict).stream())
                        .toList(),
                Timelines.of(exchanges),
                WireExcerpt.of(exchanges, broken),
                CurlLines.of(seen.contract(), exchanges),
                ran ? "history/" + result.name() + ".jsonl" : "",
                ran ? digest(history(result.journal())) : "",
                ran ? "repro/" + result.name() + ".sh" : "");
    }

    /** The journal's file. */
    static byte[] history(List<Entry> journal) {
        var text = new StringBuilder();
        journal.forEach(entry -> text.append(JournalFile.line(entry)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The case as the suite had it; without its journal. */
    static CaseResult back(CaseReport report, Function<String, Optional<Rule>> rules) {
        return back(
                report,
                List.of(),
                report.verdicts().stream()
                        .flatMap(judged -> rules.apply(judged.row()).stream()
                                .map(rule -> new Verdict(rule, judged.outcome(), judged.reason(), judged.evidence())))
                        .toList());
    }

    static CaseResult back(CaseReport report, List<Entry> journal, List<Verdict> verdicts) {
        return new CaseResult(
                report.id(),
                report.title(),
                report.variant(),
                report.run(),
                report.proves(),
                java.time.Duration.ofMillis(report.milliseconds()),
                journal,
                verdicts,
                optional(report.skipped()),
                optional(report.stopped()),
                optional(report.mishap()));
    }

    private static Optional<CaseReport.Judged> judged(Verdict verdict) {
        return verdict.outcome() == Outcome.NOT_TESTED
                ? Optional.empty()
                : Optional.of(new CaseReport.Judged(
                        verdict.rule().id(),
                        verdict.outcome(),
                        Safe.line(verdict.reason()),
                        Safe.lines(verdict.evidence())));
    }

    private static String text(Optional<String> text) {
        return text.map(Safe::line).orElse("");
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
