package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the cases' verdicts together, rule by rule. */
final class RuleSummary {
    private RuleSummary() {}

    static List<RuleResult> of(Contract contract, List<Check> checks, List<CaseResult> cases) {
        return checks.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .map(rule -> of(rule, cases))
                .toList();
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
                    rule, Outcome.ERROR, reason, List.of(), List.of(mishap.get().name()));
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
                : first.from().name() + ": " + first.verdict().reason();
        return new RuleResult(
                rule,
                first.verdict().outcome(),
                reason,
                evidence,
                judged.stream().map(each -> each.from().name()).toList());
    }

    /** Nothing was seen. If a case was there for it and ran, that is no excuse. */
    private static RuleResult unseen(Rule rule, List<CaseResult> cases) {
        var provers = cases.stream()
                .filter(result -> result.proves().contains(rule.id()))
                .toList();
        var ran = provers.stream().filter(result -> result.skipped().isEmpty()).findFirst();
        if (ran.isPresent()) {
            var reason = ran.get().name() + ": "
                    + ran.get().stopped().orElse("it ran, and nothing was seen that the rule applies to");
            return new RuleResult(
                    rule,
                    Outcome.INCONCLUSIVE,
                    reason,
                    List.of(),
                    List.of(ran.get().name()));
        }
        var reason = provers.stream()
                .map(result ->
                        result.name() + " did not run: " + result.skipped().orElse(""))
                .reduce((first, second) -> first + "; " + second)
                .orElse("No case was selected that would show it.");
        return new RuleResult(rule, Outcome.NOT_TESTED, reason, List.of(), List.of());
    }
}
