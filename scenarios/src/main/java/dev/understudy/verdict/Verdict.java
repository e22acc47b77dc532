package dev.understudy.verdict;

import dev.understudy.contract.Rule;
import java.util.List;

/**
 * What a check says about its rule.
 *
 * @param reason one sentence: what was wrong, or why it cannot be told
 * @param evidence what was seen, one line each
 */
public record Verdict(Rule rule, Outcome outcome, String reason, List<String> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }
}
