package dev.understudy.conformance;

import dev.understudy.contract.Rule;
import dev.understudy.verdict.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What the program exits with. Others rely on the numbers. */
public enum ExitCode {
    /** Every applicable MUST passed. */
    CONFORMANT(0, "conformant"),
    /** A MUST failed. */
    NOT_CONFORMANT(1, "not conformant"),
    /** Wrong usage, profile or baseline. */
    USAGE(2, "wrong usage"),
    /** The suite failed, not the target. */
    OUR_FAILURE(3, "the suite itself failed"),
    /** Nothing ran, or a required case stayed inconclusive. */
    NOTHING_PROVEN(4, "nothing proven"),
    /** The target cannot be reached. */
    UNREACHABLE(5, "target not reachable"),
    /** An expected failure passes now. */
    STALE_BASELINE(6, "stale baseline");

    private static final List<ExitCode> PRECEDENCE =
            List.of(OUR_FAILURE, USAGE, UNREACHABLE, NOT_CONFORMANT, STALE_BASELINE, NOTHING_PROVEN, CONFORMANT);

    private final int number;
    private final String words;

    ExitCode(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    /**
     * What these results come to.
     *
     * @param expected whether a rule's failure is one that a baseline expects
     * @param stale whether a failure that a baseline expects did not come
     */
    public static ExitCode of(List<RuleResult> rules, Predicate<RuleResult> expected, boolean stale) {
        if (has(rules, Outcome.ERROR)) {
            return OUR_FAILURE;
        }
        if (rules.stream().anyMatch(rule -> rule.outcome() == Outcome.FAIL && !expected.test(rule))) {
            return NOT_CONFORMANT;
        }
        if (stale) {
            return STALE_BASELINE;
        }
        boolean open = rules.stream()
                .anyMatch(rule ->
                        rule.outcome() == Outcome.INCONCLUSIVE && rule.rule().level() == Rule.Level.MUST);
        return open || !has(rules, Outcome.PASS) ? NOTHING_PROVEN : CONFORMANT;
    }

    private static boolean has(List<RuleResult> rules, Outcome outcome) {
        return rules.stream().anyMatch(rule -> rule.outcome() == outcome);
    }

    /** The one that counts where several came to something; the first of 3, 2, 5, 1, 6, 4, 0 that is among them. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(NOTHING_PROVEN);
    }

    public String words() {
        return words;
    }
}
