package dev.understudy.conformance;

import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Puts the cases' verdicts together, rule by rule. Pure. */
public final class RuleSummary {
    /** Why a rule was not tested that only cases show of which none was to run. */
    public static final String NOT_SELECTED = "No case was selected that would show it.";

    private RuleSummary() {}

    /** What a profile declares so that this rule does not apply to its target; empty if it always does. */
    public static Optional<String> waiver(String rule) {
        return Capabilities.waiver(rule);
    }

    /** A result for each rule. */
    public static List<RuleResult> of(List<Rule> rules, List<CaseResult> cases) {
        return rules.stream().map(rule -> of(rule, cases)).toList();
    }

    private static RuleResult of(Rule rule, List<CaseResult> cases) {
        var judged = new ArrayList<Judged>();
        for (var result : cases) {
            result.verdicts().stream()
                    .filter(verdict -> verdict.rule().id().equals(rule.id()) && verdict.outcome() != Outcome.NOT_TESTED)
                    .forEach(verdict -> judged.add(new Judged(result, verdict)));
        }
        var mishap = cases.stream()
                .filter(result -> result.mishap().isPresent() && result.proves().contains(rule.id()))
                .findFirst();
        if (mishap.isPresent()
                && judged.stream().noneMatch(each -> each.verdict().outcome() == Outcome.FAIL)) {
            var reason = mishap.get().name() + ": " + mishap.get().mishap().orElseThrow();
            return new RuleResult(
                    rule, Outcome.ERROR, reason, List.of(), List.of(mishap.get().name()), false);
        }
        return judged.isEmpty() ? unseen(rule, cases) : decided(rule, judged);
    }

    private record Judged(CaseResult from, Verdict verdict) {}

    private static RuleResult decided(Rule rule, List<Judged> judged) {
        var first = judged.stream()
                .min(Comparator.comparing(each -> each.verdict().outcome()))
                .orElseThrow();
        var same = judged.stream()
                .filter(each -> each.verdict().outcome() == first.verdict().outcome())
                .toList();
        var evidence = same.stream()
                .flatMap(each -> each.verdict().evidence().stream()
                        .map(line -> each.from().name() + ": " + line))
                .toList();
        var reason = first.verdict().outcome() == Outcome.PASS
                ? "Held in " + same.size() + (same.size() == 1 ? " case." : " cases.")
                : first.from().name() + runs(first, judged) + ": "
                        + first.verdict().reason();
        return new RuleResult(
                rule,
                first.verdict().outcome(),
                reason,
                evidence,
                judged.stream().map(each -> each.from().name()).toList(),
                judged.stream().anyMatch(each -> isFlaky(each, judged)));
    }

    /** All that the runs of one case say. */
    private static List<Judged> siblings(Judged one, List<Judged> judged) {
        return judged.stream()
                .filter(other -> other.from().id().equals(one.from().id())
                        && other.from().pipeline().equals(one.from().pipeline()))
                .toList();
    }

    private static boolean isFlaky(Judged one, List<Judged> judged) {
        return siblings(one, judged).stream()
                .anyMatch(other -> other.verdict().outcome() != one.verdict().outcome());
    }

    /** A rule that was broken once is broken; whoever looks for the reason must know how often. */
    private static String runs(Judged one, List<Judged> judged) {
        if (!isFlaky(one, judged)) {
            return "";
        }
        var all = siblings(one, judged);
        long same = all.stream()
                .filter(other -> other.verdict().outcome() == one.verdict().outcome())
                .count();
        return " (in " + same + " of " + all.size() + " runs)";
    }

    /** Nothing was seen. If a case was there for it and ran, that is no excuse. */
    private static RuleResult unseen(Rule rule, List<CaseResult> cases) {
        var provers = cases.stream()
                .filter(result -> result.proves().contains(rule.id()))
                .toList();
        var ran = provers.stream().filter(result -> result.skipped().isEmpty()).findFirst();
        if (ran.isPresent()) {
            var reason = ran.get().name() + ": " + ran.get().stopped().orElseGet(() -> nothing(ran.get()));
            return new RuleResult(
                    rule,
                    Outcome.INCONCLUSIVE,
                    reason,
                    List.of(),
                    List.of(ran.get().name()),
                    false);
        }
        return new RuleResult(rule, Outcome.NOT_TESTED, whyNot(provers), List.of(), List.of(), false);
    }

    private static String nothing(CaseResult result) {
        long putOff = result.journal().stream()
                .filter(entry -> entry instanceof Entry.Response answer && answer.status() == 429)
                .count();
        return "it ran, and nothing was seen that the rule applies to"
                + (putOff == 0
                        ? ""
                        : "; " + putOff + (putOff == 1 ? " request was" : " requests were")
                                + " put off with 429. Say in the profile how often the target may be asked (budget), or how"
                                + " many may listen to a job (most-listeners)");
    }

    /** Cases that did not run for the same reason are named together. */
    private static String whyNot(List<CaseResult> skipped) {
        var byReason = new LinkedHashMap<String, List<String>>();
        skipped.forEach(result -> byReason.computeIfAbsent(result.skipped().orElse(""), reason -> new ArrayList<>())
                .add(result.name()));
        return byReason.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + " did not run: " + each.getKey())
                .reduce((first, second) -> first + "; " + second)
                .orElse(NOT_SELECTED);
    }
}
