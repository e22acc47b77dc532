package dev.understudy.verdict;

import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import java.util.List;

/** Holds what was seen against the rules. Pure: the same journal gives the same verdicts. */
public final class Judge {
    private Judge() {}

    /** A verdict for each check's rule, in the order of the checks. A journal with a mishap of our own proves nothing. */
    public static List<Verdict> judge(List<Check> checks, Seen seen) {
        var mishaps = seen.exchanges().stream()
                .flatMap(exchange -> exchange.all(Entry.Mishap.class).stream())
                .map(Entry.Mishap::what)
                .toList();
        return checks.stream()
                .filter(check -> seen.contract().rule(check.rule()).isPresent())
                .map(check -> verdict(check, seen, mishaps))
                .toList();
    }

    private static Verdict verdict(Check check, Seen seen, List<String> mishaps) {
        var rule = seen.contract().rule(check.rule()).orElseThrow();
        var waived = seen.terms().waived().get(rule.id());
        if (waived != null) {
            return new Verdict(rule, Outcome.NOT_APPLICABLE, waived, List.of());
        }
        var finding = check.judge().apply(seen);
        if (!finding.problems().isEmpty()) {
            return mishaps.isEmpty()
                    ? new Verdict(rule, broken(rule), finding.problems().get(0), finding.problems())
                    : new Verdict(
                            rule,
                            Outcome.ERROR,
                            "Something of our own went wrong meanwhile: " + mishaps.get(0),
                            mishaps);
        }
        if (finding.applied() > 0) {
            return new Verdict(rule, Outcome.PASS, "Held " + finding.applied() + " times.", finding.figures());
        }
        return finding.open().isEmpty()
                ? new Verdict(rule, Outcome.NOT_TESTED, "Nothing was seen that it applies to.", List.of())
                : new Verdict(rule, Outcome.INCONCLUSIVE, finding.open().get(0), finding.open());
    }

    private static Outcome broken(Rule rule) {
        return rule.level() == Rule.Level.MUST ? Outcome.FAIL : Outcome.WARN;
    }
}
