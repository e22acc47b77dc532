package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs in parts, runs again, and what they come to together. */
class SeveralRunsTest {
    private static final Rule RULE =
            Contract.load("bookstrack").rule("CANCEL-AGAIN").orElseThrow();

    @Test
    void each_case_is_in_exactly_one_shard_and_stays_there() {
        for (int count = 1; count <= 7; count++) {
            int shards = count;
            for (var name : List.of("cancel-imports", "cors", "whole-job-scans", "expiry", "network-silence")) {
                assertThat(IntStream.rangeClosed(1, shards).filter(number -> new Shard(number, shards).has(name)))
                        .as(name + " in " + shards)
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_rule_that_is_broken_in_one_of_three_runs_is_broken_and_flaky() {
        var cases = List.of(run(1, Outcome.PASS), run(2, Outcome.FAIL), run(3, Outcome.PASS));

        var result = RuleSummary.of(List.of(RULE), cases).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.flaky()).isTrue();
        assertThat(result.reason()).isEqualTo("cancel-imports-run-2 (in 1 of 3 runs): because");
        assertThat(RuleSummary.of(List.of(RULE), cases.subList(1, 2)).get(0).flaky())
                .isFalse();
    }

    @Test
    void of_several_exit_codes_the_gravest_counts() {
        assertThat(ExitCode.worst(List.of(ExitCode.CONFORMANT, ExitCode.NOTHING_PROVEN)))
                .isEqualTo(ExitCode.NOTHING_PROVEN);
        assertThat(ExitCode.worst(List.of(ExitCode.STALE_BASELINE, ExitCode.NOTHING_PROVEN)))
                .isEqualTo(ExitCode.STALE_BASELINE);
        assertThat(ExitCode.worst(List.of(ExitCode.STALE_BASELINE, ExitCode.NOT_CONFORMANT)))
                .isEqualTo(ExitCode.NOT_CONFORMANT);
        assertThat(ExitCode.worst(List.of(ExitCode.NOT_CONFORMANT, ExitCode.UNREACHABLE)))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ExitCode.worst(List.of(ExitCode.values()))).isEqualTo(ExitCode.OUR_FAILURE);
    }

    private static CaseResult run(int number, Outcome outcome) {
        return new CaseResult(
                "cancel",
                "A job is canceled",
                "imports",
                number,
                List.of("CANCEL-AGAIN"),
                Duration.ZERO,
                List.of(),
                List.of(new Verdict(RULE, outcome, "because", List.of())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
