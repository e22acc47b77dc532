package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report says where a rule was not judged. */
class RuleSummaryTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final String RULE = "LATE-CONNECT";

    private static CaseResult seen(String id, List<Entry> journal, Optional<String> skipped) {
        return new CaseResult(
                id,
                "A case",
                "imports",
                1,
                List.of(RULE),
                Duration.ZERO,
                journal,
                List.of(),
                skipped,
                Optional.empty(),
                Optional.empty());
    }

    private static RuleResult result(CaseResult... cases) {
        return RuleSummary.of(List.of(CONTRACT.rule(RULE).orElseThrow()), List.of(cases))
                .get(0);
    }

    @Test
    void cases_that_lack_the_same_are_named_together() {
        var none = Optional.of("the profile has no jobs.failing");
        var other = Optional.of("the profile has no auth");
        var result =
                result(seen("one", List.of(), none), seen("two", List.of(), other), seen("three", List.of(), none));
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_TESTED);
        assertThat(result.reason())
                .isEqualTo(
                        "one-imports, three-imports did not run: the profile has no jobs.failing; two-imports did not run:"
                                + " the profile has no auth");
    }

    @Test
    void who_was_put_off_says_what_to_declare() {
        var refusal = new Entry.Response(Duration.ZERO, 1, 429, Map.of(), null);
        var result = result(seen("one", List.of(refusal), Optional.empty()));
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason())
                .isEqualTo(
                        "one-imports: it ran, and nothing was seen that the rule applies to; 1 request was put off with 429."
                                + " Say in the profile how often the target may be asked (budget), or how many may listen to a job"
                                + " (most-listeners)");
    }

    @Test
    void what_can_be_declared_not_to_hold_says_how() {
        assertThat(RuleSummary.waiver("RESUME-LOSSLESS")).contains("capabilities: {replay: latest}");
        assertThat(RuleSummary.waiver("ID-RISING")).contains("capabilities: {ids: opaque}");
        assertThat(RuleSummary.waiver("TERMINAL-ONCE")).isEmpty();
    }

    @Test
    void nobody_else_uses_up_a_limit_while_it_is_judged() {
        assertThat(Cases.ALL)
                .filteredOn(ConformanceCase::wantsQuiet)
                .extracting(ConformanceCase::id)
                .containsExactly("rate-limit", "gone-listeners", "speed", "event-latency");
    }
}
