package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Entry.How;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judging honestly: what each journal proves, and what it does not. */
class ClientJudgeTest {
    private static HandJournal dropped(How how) {
        return new HandJournal()
                .listen(0)
                .retry(1, 500)
                .event(2, "1", "initialized")
                .event(10, "2", "processing")
                .end(5000, how);
    }

    private static HandJournal resumed(long at, String id) {
        return dropped(How.CUT).listen(at, "last-event-id=" + id);
    }

    @Test
    void a_client_that_waits_and_resumes_passes() {
        var journal = resumed(5510, "2")
                .event(5520, "3", "completed")
                .end(5521, How.CLEAN)
                .until(9500);
        assertThat(journal.judged().passed()).as(journal.judged().text()).isTrue();
        assertThat(journal.outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.PASS);
        assertThat(journal.outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
        assertThat(journal.outcome("CLIENT-LAST-EVENT-ID")).isEqualTo(Outcome.PASS);
        assertThat(journal.outcome("CLIENT-STOPS-AT-END")).isEqualTo(Outcome.PASS);
    }

    @Test
    void the_wait_is_measured_from_our_closing_and_not_from_our_opening() {
        assertThat(resumed(5207, "2").verdict("CLIENT-WAITS"))
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL))
                .extracting(Verdict::reason)
                .asString()
                .contains("came 207 ms after the end of", "the reconnection time was 500 ms");
    }

    @Test
    void a_timer_that_is_a_little_early_is_forgiven_and_a_late_one_is_no_fault() {
        assertThat(resumed(5455, "2").outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
        assertThat(resumed(5445, "2").outcome("CLIENT-WAITS")).isEqualTo(Outcome.FAIL);
        assertThat(resumed(65_000, "2").outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
        assertThat(resumed(65_000, "2").outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.PASS);
    }

    @Test
    void absent_is_an_answer_of_its_own_and_needs_time() {
        assertThat(dropped(How.CLEAN).until(8000).verdict("CLIENT-RECONNECTS"))
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .extracting(Verdict::reason)
                .asString()
                .contains("no request came in the 3000 ms after it, and it takes 6500 ms to call that absent");
        assertThat(dropped(How.CLEAN).until(12_000).verdict("CLIENT-RECONNECTS"))
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL))
                .extracting(Verdict::reason)
                .asString()
                .contains("no request came in the 7000 ms after it");
    }

    @Test
    void a_client_that_was_told_to_wait_for_years_is_not_absent_because_it_waits() {
        assertThat(new HandJournal()
                        .listen(0)
                        .retry(10, 99_999_999_999L)
                        .end(1000, How.CLEAN)
                        .until(120_000)
                        .verdict("CLIENT-RECONNECTS")
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_client_that_asks_for_the_status_instead_has_not_gone() {
        var journal = dropped(How.CUT)
                .ask(6000, "status j1 getImport", "/api/v2/imports/j1")
                .answer(6001, 200, "{}")
                .until(30_000);
        assertThat(journal.outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.NOT_OBSERVED);
    }

    @Test
    void without_a_reconnection_time_the_yardstick_says_how_long_to_wait() {
        var journal = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .end(10, How.CLEAN)
                .listen(610, "last-event-id=1");
        assertThat(journal.outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
        assertThat(journal.by(Yardstick.WHATWG).outcome("CLIENT-WAITS")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void what_a_library_repeats_within_milliseconds_before_any_answer_is_one_try() {
        var journal = new HandJournal()
                .knock(0)
                .end(1, How.RESET)
                .knock(3)
                .end(4, How.RESET)
                .knock(31)
                .end(32, How.RESET)
                .listen(1100)
                .retry(1101, 500)
                .event(1102, "1", "completed")
                .end(1103, How.CLEAN)
                .until(6000);
        assertThat(journal.outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
        assertThat(journal.playing("expect: {client: [opens: {times: 2}]}\n").outcome("EXPECT-1-OPENS"))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void more_repeats_than_a_library_makes_are_the_clients_own() {
        var journal = new HandJournal()
                .knock(0)
                .end(1, How.RESET)
                .knock(3)
                .end(4, How.RESET)
                .knock(6)
                .end(7, How.RESET)
                .knock(9)
                .end(10, How.RESET);
        assertThat(journal.verdict("CLIENT-WAITS").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(journal.verdict("CLIENT-WAITS").reason())
                .contains("2 ms after the end of", "yardstick fetch asks for is 500 ms");
    }

    @Test
    void an_answer_with_even_one_byte_is_not_repeated_by_a_library() {
        var journal = new HandJournal().listen(0).end(1, How.RESET).listen(3);
        assertThat(journal.outcome("CLIENT-WAITS")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void events_shortly_before_a_reset_may_be_lost_and_those_before_a_fin_may_not() {
        var reset = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .event(5000, "2", "processing")
                .end(5001, How.RESET)
                .listen(9000, "last-event-id=1");
        assertThat(reset.outcome("CLIENT-LAST-EVENT-ID")).isEqualTo(Outcome.PASS);
        var fin = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .event(5000, "2", "processing")
                .end(5001, How.CUT)
                .listen(9000, "last-event-id=1");
        assertThat(fin.verdict("CLIENT-LAST-EVENT-ID").reason())
                .contains("came with the Last-Event-ID '1'", "left '2'");
    }

    @Test
    void the_id_is_kept_over_a_stream_that_brought_none() {
        var journal = dropped(How.CUT).listen(6000, "last-event-id=2").end(6001, How.CUT);
        assertThat(journal.listen(7000, "last-event-id=2").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.PASS);
        assertThat(journal.end(7001, How.CUT).listen(8000).outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void an_id_travels_as_utf8_bytes() {
        var journal =
                new HandJournal().listen(0).event(1, "\u2026", "initialized").end(10, How.CUT);
        assertThat(journal.listen(2000, "last-event-id=\u00e2\u0080\u00a6").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.PASS);
        assertThat(journal.end(2001, How.CUT).listen(4000, "last-event-id=?").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void ids_in_bytes_as_written_count_as_the_standard_reads_them() {
        var journal = new HandJournal()
                .listen(0)
                .raw(1, "id: 1\\ndata: a\\n\\nid: 2\0x\\ndata: b\\r\\n\\r\\nid: 3\\ndata: cut off")
                .end(2000, How.CUT);
        assertThat(journal.listen(4000, "last-event-id=1").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.PASS);
        assertThat(journal.end(4001, How.CUT).listen(6000, "last-event-id=3").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void an_id_without_data_counts_and_who_does_not_see_it_is_warned_only() {
        var journal = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .add(new Entry.Malformed(Duration.ofMillis(2), 1, "no data: id: 7"))
                .end(2000, How.CUT)
                .listen(4000, "last-event-id=1");
        assertThat(journal.outcome("CLIENT-LAST-EVENT-ID")).isEqualTo(Outcome.PASS);
        assertThat(journal.outcome("CLIENT-ID-WITHOUT-DATA")).isEqualTo(Outcome.WARN);
    }

    @Test
    void a_storm_is_told_by_its_waits() {
        var calm = new HandJournal();
        var storm = new HandJournal();
        for (int i = 0; i < 12; i++) {
            calm.listen(i * 1100L).retry(i * 1100L, 0).end(i * 1100L + 1000, How.CLEAN);
            storm.listen(i * 1010L).retry(i * 1010L, 0).end(i * 1010L + 1000, How.CLEAN);
        }
        assertThat(calm.outcome("CLIENT-NO-STORM")).isEqualTo(Outcome.PASS);
        assertThat(storm.verdict("CLIENT-NO-STORM").reason())
                .contains("the last of 10 tries between which the client waited 100 ms in all; there were 12 tries");
        assertThat(storm.outcome("CLIENT-WAITS")).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_reconnection_time_of_centuries_may_be_capped_but_not_turned_into_none() {
        var journal = new HandJournal()
                .listen(0)
                .retry(1, 99_999_999_999L)
                .event(2, "1", "initialized")
                .end(3, How.CUT);
        assertThat(journal.listen(1000, "last-event-id=1").outcome("CLIENT-WAITS"))
                .isEqualTo(Outcome.PASS);
        assertThat(journal.end(1001, How.CUT).listen(1002, "last-event-id=1").outcome("CLIENT-WAITS"))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void a_retry_after_that_is_no_time_binds_nobody() {
        for (var bogus : List.of("-1", "soon", "99999999999", "999999999")) {
            var journal = new HandJournal()
                    .knock(0)
                    .answer(1, 429, "{}", "retry-after=" + bogus)
                    .knock(700);
            assertThat(journal.outcome("CLIENT-RETRY-AFTER")).isEqualTo(Outcome.NOT_OBSERVED);
        }
    }

    @Test
    void a_hundred_thousand_entries_are_judged() {
        var journal = new HandJournal().listen(0).retry(1, 500);
        for (int i = 0; i < 100_000; i++) {
            journal.event(2 + i / 10, "" + i, "processing");
        }
        journal.end(20_000, How.CUT).listen(20_600, "last-event-id=99999").event(20_601, "x", "completed");
        assertThat(journal.end(20_602, How.CLEAN).until(30_000).judged().outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_stale_id_after_an_empty_one_is_a_warning_for_the_standard_contradicts_itself() {
        var journal = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .event(2, "", "processing")
                .end(2000, How.CUT);
        assertThat(journal.listen(4000, "last-event-id=1").outcome("CLIENT-LAST-EVENT-ID"))
                .isEqualTo(Outcome.PASS);
        assertThat(journal.outcome("CLIENT-ID-CLEARED")).isEqualTo(Outcome.WARN);
    }

    @Test
    void a_reset_right_behind_the_end_may_have_eaten_it() {
        var journal = new HandJournal()
                .listen(0)
                .event(1, "1", "completed")
                .end(2, How.RESET)
                .listen(3000, "last-event-id=1")
                .event(3001, "1", "completed")
                .end(3002, How.CLEAN)
                .until(9500);
        assertThat(journal.outcome("CLIENT-STOPS-AT-END")).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void silence_after_the_end_proves_nothing_before_the_client_would_have_come() {
        var journal = new HandJournal()
                .listen(0)
                .retry(1, 5000)
                .event(2, "1", "completed")
                .end(3, How.CLEAN)
                .until(4000);
        assertThat(journal.outcome("CLIENT-STOPS-AT-END")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(journal.isSettled()).isFalse();
        assertThat(journal.until(6100).outcome("CLIENT-STOPS-AT-END")).isEqualTo(Outcome.PASS);
        assertThat(journal.isSettled()).isTrue();
    }

    @Test
    void a_mishap_of_ours_fails_nobody_and_passes_nobody() {
        var journal = resumed(5001, "9").add(new Entry.Mishap(Duration.ofSeconds(6), 0, "The disk is full."));
        assertThat(journal.verdict("CLIENT-WAITS").outcome()).isEqualTo(Outcome.ERROR);
        assertThat(journal.verdict("CLIENT-WAITS").reason()).endsWith("The disk is full.");
        assertThat(journal.judged().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(journal.judged().passed()).isFalse();
    }

    @Test
    void nothing_at_all_passes_nobody_and_says_so() {
        var journal = new HandJournal().until(60_000);
        assertThat(journal.judged().outcome()).isEqualTo(Outcome.NOT_OBSERVED);
        assertThat(journal.judged().text()).endsWith("did the client reach this server?");
        assertThat(journal.isSettled()).isFalse();
    }

    @Test
    void whoever_has_come_back_in_vain_three_times_may_give_up() {
        var once = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .end(2, How.CUT)
                .knock(1000)
                .end(1001, How.RESET);
        var twice = once.knock(2000).end(2001, How.RESET);
        assertThat(twice.until(60_000).outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.FAIL);
        assertThat(twice.knock(3000).end(3001, How.RESET).until(60_000).outcome("CLIENT-RECONNECTS"))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whose_waits_grow_is_waited_for_longer() {
        var slower = new HandJournal()
                .listen(0)
                .retry(1, 500)
                .event(2, "1", "initialized")
                .end(3, How.CUT)
                .listen(6003, "last-event-id=1")
                .event(6004, "2", "processing")
                .end(6005, How.CUT);
        assertThat(slower.until(6005 + 20_000).outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(slower.isSettled()).isFalse();
        assertThat(slower.until(6005 + 23_000).outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.FAIL);
        assertThat(slower.isSettled()).isTrue();
    }

    @Test
    void what_was_not_observed_says_what_would_have_had_to_happen() {
        assertThat(new HandJournal().listen(0).verdict("CLIENT-RECONNECTS").reason())
                .isEqualTo("Not observed: no stream ended before its job did.");
    }

    @Test
    void an_assertion_reads_like_a_report() {
        assertThatCode(() -> resumed(5510, "2")
                        .event(5520, "3", "completed")
                        .end(5521, How.CLEAN)
                        .until(9500)
                        .judged()
                        .assertPassed())
                .doesNotThrowAnyException();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> resumed(5001, "1").judged().assertPassed())
                .withMessageStartingWith("\nx: fail (yardstick fetch)\n  A title\n")
                .withMessageContaining("fail CLIENT-WAITS (must)")
                .withMessageContaining("came 1 ms after the end of")
                .withMessageContaining("Source: WHATWG HTML 9.2.3")
                .withMessageMatching("(?s).*\\d+ passed, \\d+ not observed, \\d+ not asked for by this yardstick\\.");
    }

    @Test
    void an_open_stream_is_never_settled() {
        assertThat(dropped(How.CUT)
                        .listen(6000, "last-event-id=2")
                        .until(600_000)
                        .isSettled())
                .isFalse();
    }
}
