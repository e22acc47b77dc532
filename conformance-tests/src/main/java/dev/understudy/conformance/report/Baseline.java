package dev.understudy.conformance.report;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.RuleResult;
import dev.understudy.conformance.Shard;
import dev.understudy.verdict.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Failures that are known and may be there for a while. They do not fail a run; one that passes now makes it stale. */
public final class Baseline {
    /** Nothing is expected. */
    public static final Baseline NONE = new Baseline(List.of());

    private static final Set<Outcome> BROKEN = Set.of(Outcome.FAIL, Outcome.WARN);

    private final List<Entry> entries;

    /** Entries that have expired count as not listed. */
    public Baseline(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * One expected failure.
     *
     * @param rule the rule that is broken
     * @param inCase the case's name or id in which it is; empty for all
     * @param until the last day on which it is expected
     * @param where the file, line and column of the entry
     */
    public record Entry(String rule, String inCase, String reason, LocalDate until, String where) {
        boolean covers(CaseResult from, String broken) {
            return rule.equals(broken)
                    && (inCase.isEmpty()
                            || inCase.equals(from.id())
                            || inCase.equals(from.name())
                            || from.name().startsWith(inCase + "-run-"));
        }

        @Override
        public String toString() {
            return rule + (inCase.isEmpty() ? "" : " in " + inCase) + " (" + reason + ", until " + until + ")";
        }
    }

    /** What counts on this day. */
    public Baseline on(LocalDate day) {
        return new Baseline(
                entries.stream().filter(entry -> !entry.until().isBefore(day)).toList());
    }

    /** What counted before this day, and does not any more. */
    public List<Entry> expired(LocalDate day) {
        return entries.stream().filter(entry -> entry.until().isBefore(day)).toList();
    }

    public List<Entry> entries() {
        return entries;
    }

    /** Why this failure is expected; empty if it is not, or if it also shows in a case that nobody expects it in. */
    Optional<String> expects(RuleResult rule, List<CaseResult> cases) {
        if (!BROKEN.contains(rule.outcome())) {
            return Optional.empty();
        }
        var id = rule.rule().id();
        var broken = cases.stream()
                .filter(each -> outcomes(each, id).anyMatch(BROKEN::contains))
                .toList();
        boolean all = !broken.isEmpty()
                && broken.stream().allMatch(each -> entries.stream().anyMatch(entry -> entry.covers(each, id)));
        return all
                ? entries.stream()
                        .filter(entry -> entry.rule().equals(id))
                        .map(Entry::toString)
                        .findFirst()
                : Optional.empty();
    }

    /** Entries whose rule was seen to hold everywhere that they cover. A shard cannot tell that of an entry for all cases. */
    List<Entry> stale(List<CaseResult> cases, Shard shard) {
        return entries.stream()
                .filter(entry -> shard.count() == 1 || !entry.inCase().isEmpty())
                .filter(entry -> {
                    var seen = cases.stream()
                            .filter(each -> entry.covers(each, entry.rule()))
                            .flatMap(each -> outcomes(each, entry.rule()))
                            .filter(outcome -> outcome != Outcome.NOT_TESTED)
                            .toList();
                    return !seen.isEmpty() && seen.stream().allMatch(outcome -> outcome == Outcome.PASS);
                })
                .toList();
    }

    private static Stream<Outcome> outcomes(CaseResult each, String rule) {
        return each.verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .map(verdict -> verdict.outcome());
    }
}
