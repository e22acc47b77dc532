package dev.understudy.verdict;

import java.util.Locale;

/** What a check came to. The order is that of precedence: of several verdicts on one rule the first counts. */
public enum Outcome {
    /** Something of our own went wrong; it says nothing about the other side. */
    ERROR,
    /** A MUST was broken. */
    FAIL,
    /** A SHOULD was broken. */
    WARN,
    /** The rule held wherever it was seen to apply. */
    PASS,
    /** It ran, and what was seen was not enough to tell. */
    INCONCLUSIVE,
    /** What the rule is about did not happen; the reason says what that would have been. */
    NOT_OBSERVED,
    /** The profile says that the target does not do this. */
    NOT_APPLICABLE,
    /** Nothing was seen that the rule applies to. */
    NOT_TESTED;

    /** The word in reports, for example {@code not-tested}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
