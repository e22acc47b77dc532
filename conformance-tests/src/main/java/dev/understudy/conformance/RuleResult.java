package dev.understudy.conformance;

import dev.understudy.contract.Rule;
import dev.understudy.verdict.Outcome;
import java.util.List;

/**
 * What all cases together say about a rule.
 *
 * @param reason one sentence, from the case that decided
 * @param evidence what was seen, each with its case
 * @param cases the cases in which it was judged
 * @param flaky whether a case that ran more than once did not always come to the same
 */
public record RuleResult(
        Rule rule, Outcome outcome, String reason, List<String> evidence, List<String> cases, boolean flaky) {
    public RuleResult {
        evidence = List.copyOf(evidence);
        cases = List.copyOf(cases);
    }
}
