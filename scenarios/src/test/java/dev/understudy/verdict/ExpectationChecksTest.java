package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry.How;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expectation of a scenario becomes a verdict, as a rule does. */
class ExpectationChecksTest {
    private static HandJournal twice() {
        return new HandJournal()
                .ask(0, "create - createImport", "/api/v2/imports")
                .answer(1, 202, "{\"data\":{\"jobId\":\"j1\"}}")
                .listen(10)
                .retry(11, 500)
                .event(12, "1", "initialized")
                .end(5000, How.CUT)
                .listen(5600, "last-event-id=1")
                .event(5601, "2", "completed")
                .end(5602, How.CLEAN)
                .ask(5700, "results j1 getImportResults", "/r")
                .answer(5701, 200, "{}")
                .until(20_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reconnects | PASS",
                "reconnects: {times: 1} | PASS",
                "reconnects: {times: 2} | FAIL",
                "reconnects: {not-before: retry, within: 5s} | PASS",
                "reconnects: {not-before: 1s} | FAIL",
                "reconnects: {within: 550ms} | FAIL",
                "reconnects: {last-event-id: last-complete} | PASS",
                "reconnects: {last-event-id: '1'} | PASS",
                "reconnects: {last-event-id: '2'} | FAIL",
                "reconnects: {last-event-id: none} | FAIL",
                "opens: {times: 2} | PASS",
                "opens: {times: 1} | FAIL",
                "opens: {at-most: 2} | PASS",
                "opens: {at-least: 3} | FAIL",
                "creates: {times: 1} | PASS",
                "creates: {times: 0} | FAIL",
                "fetches-results | PASS",
                "fetches-results: {times: 2} | FAIL",
                "polls: {times: 0} | PASS",
                "polls | FAIL",
                "cancels: {times: 0} | PASS",
                "cancels | FAIL",
                "refreshes-token: {times: 0} | PASS",
                "stays-away: {for: 500ms} | PASS",
                "stays-away: {for: 1s} | FAIL"
            })
    void what_is_expected_is_judged(String expectation, Outcome outcome) {
        var judged =
                twice().playing("expect: {client: [" + expectation + "]}\n").judged();
        var verdict = judged.verdicts().get(judged.verdicts().size() - 1);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(outcome);
        assertThat(verdict.rule().source()).isEqualTo("the scenario, x.yaml:4:19");
    }

    @Test
    void one_request_is_told_as_one() {
        assertThat(twice().playing("expect: {client: [creates: {times: 0}]}\n")
                        .verdict("EXPECT-1-CREATES")
                        .reason())
                .startsWith("There was 1 such request, the last one #");
        assertThat(twice().playing("expect: {client: [cancels]}\n")
                        .verdict("EXPECT-1-CANCELS")
                        .reason())
                .isEqualTo("There were 0 such requests.");
    }

    @Test
    void of_whoever_only_follows_a_job_nothing_is_expected_that_an_app_does_around_it() {
        var journal = new HandJournal()
                .playing("expect: {client: [fetches-results: {times: 1}, opens: {times: 1}]}\n")
                .listen(0)
                .event(1, "1", "completed")
                .end(2, How.CLEAN)
                .until(20_000);
        assertThat(journal.outcome("EXPECT-2-OPENS")).isEqualTo(Outcome.PASS);
        assertThat(journal.verdict("EXPECT-1-FETCHES-RESULTS"))
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_OBSERVED))
                .extracting(Verdict::reason)
                .isEqualTo("Not observed: the client created no job, so it is a library that follows one, and no app.");
    }

    @Test
    void of_whoever_never_came_nothing_is_known() {
        var journal = new HandJournal()
                .playing("expect: {client: [opens: {times: 1}]}\n")
                .until(60_000);
        assertThat(journal.outcome("EXPECT-1-OPENS")).isEqualTo(Outcome.NOT_OBSERVED);
    }

    @Test
    void what_may_still_come_is_not_judged_yet() {
        var journal = twice().playing("expect: {client: [opens: {times: 2}, polls, opens: {at-most: 1}]}\n")
                .until(6000);
        assertThat(List.of("EXPECT-1-OPENS", "EXPECT-2-POLLS", "EXPECT-3-OPENS"))
                .extracting(journal::outcome)
                .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.FAIL);
    }

    @Test
    void whoever_waits_waits_for_what_is_expected_to_stay_away() {
        var once = new HandJournal()
                .playing("expect: {client: [stays-away: {for: 30s}]}\n")
                .listen(0)
                .event(1, "1", "completed")
                .end(2, How.CLEAN);
        assertThat(once.until(20_000).outcome("EXPECT-1-STAYS-AWAY")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(once.until(20_000).isSettled()).isFalse();
        assertThat(once.until(31_000).outcome("EXPECT-1-STAYS-AWAY")).isEqualTo(Outcome.PASS);
        assertThat(once.until(31_000).isSettled()).isTrue();
    }

    @Test
    void late_is_a_fault_only_where_a_ceiling_is_stated() {
        var gone = new HandJournal()
                .listen(0)
                .retry(1, 500)
                .event(2, "1", "initialized")
                .end(3, How.CUT);
        assertThat(gone.playing("expect: {client: [reconnects: {within: 2s}]}\n")
                        .until(1000)
                        .outcome("EXPECT-1-RECONNECTS"))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(gone.until(3000).outcome("EXPECT-1-RECONNECTS")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void an_expectation_is_told_as_a_sentence() {
        assertThat(twice().playing("expect: {client: [reconnects: {times: 1, within: 5s, last-event-id:"
                                + " last-complete}]}\n")
                        .verdict("EXPECT-1-RECONNECTS")
                        .rule()
                        .text())
                .isEqualTo("The client comes back once, within 5000 ms, with the id of the last whole event.");
        assertThat(twice().playing("expect: {client: [polls: {times: 0}]}\n")
                        .verdict("EXPECT-1-POLLS")
                        .rule()
                        .text())
                .isEqualTo("The client asks for the status never.");
    }

    @Test
    void a_servers_resuming_is_counted_against_who_listened_without_a_break() {
        var scenario = HandJournal.scenario("expect: {server: [resumes, ends: completed]}\n");
        var terms = new Terms(HandJournal.ms(30_000), HandJournal.ms(7_200_000), true, HandJournal.ms(5000));
        var good = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .event(2, "2", "processing")
                .event(3, "3", "completed")
                .listen(0)
                .event(1, "1", "initialized")
                .listen(2, "last-event-id=1")
                .event(2, "2", "processing")
                .event(3, "3", "completed");
        assertThat(ServerExpectations.judge(scenario, new Seen(HandJournal.CONTRACT, terms, good.entries())))
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.PASS, Outcome.PASS);
        var bad = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .event(2, "2", "processing")
                .event(3, "3", "failed")
                .listen(2, "last-event-id=1")
                .event(2, "1", "initialized")
                .event(3, "3", "failed");
        assertThat(ServerExpectations.judge(scenario, new Seen(HandJournal.CONTRACT, terms, bad.entries())))
                .extracting(Verdict::evidence)
                .satisfiesExactly(
                        lines -> assertThat(lines)
                                .anyMatch(line -> line.endsWith("got 1 events that had come before."))
                                .anyMatch(line -> line.endsWith("never got 1 events of the job.")),
                        lines -> assertThat(lines).allMatch(line -> line.endsWith("ended with failed.")));
    }

    @Test
    void every_kind_of_expectation_is_judged() {
        var words = List.of(
                "reconnects",
                "opens",
                "creates",
                "polls",
                "fetches-results",
                "cancels",
                "refreshes-token",
                "stays-away: {for: 1s}");
        var judged = twice().playing("expect: {client: [" + String.join(", ", words) + "]}\n")
                .judged();
        assertThat(judged.verdicts())
                .filteredOn(verdict -> verdict.rule().id().startsWith("EXPECT-"))
                .hasSameSizeAs(words);
    }
}
