package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Entry.How;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals, redirects, tokens, two at once: what each journal proves. */
class ClientJudgeRefusalsTest {
    @Test
    void an_event_source_must_not_come_back_after_a_503_and_others_may() {
        var journal = new HandJournal()
                .knock(0)
                .answer(1, 503, "{}", "retry-after=1")
                .listen(1500)
                .event(1501, "1", "completed")
                .end(1502, How.CLEAN)
                .until(9000);
        assertThat(journal.judged().passed()).as(journal.judged().text()).isTrue();
        assertThat(journal.outcome("CLIENT-RETRY-AFTER")).isEqualTo(Outcome.PASS);
        assertThat(journal.by(Yardstick.WHATWG).outcome("CLIENT-FAILS-FOR-GOOD"))
                .isEqualTo(Outcome.FAIL);
        assertThat(journal.outcome("CLIENT-RETRY-AFTER")).isEqualTo(Outcome.NOT_OBSERVED);
        assertThat(journal.outcome("CLIENT-BACKS-OFF")).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({
        // By whole seconds: up to one of the three may be lost on the way.
        "'Thu, 01 Jan 2026 01:00:03 GMT', 2040, PASS",
        "'Thu, 01 Jan 2026 01:00:03 GMT', 1900, FAIL",
        "'Thu, 01 Jan 2026 00:59:00 GMT', 10, PASS",
        "soon, 10, NOT_OBSERVED",
        "'Sat, 01 Jan 3026 00:00:00 GMT', 10, NOT_OBSERVED"
    })
    void a_retry_after_may_be_a_date_and_is_meant_by_the_servers_own(String date, long wait, Outcome outcome) {
        var journal = new HandJournal()
                .knock(0)
                .answer(0, 429, "{}", "date=Thu, 01 Jan 2026 01:00:00 GMT", "retry-after=" + date)
                .knock(wait)
                .answer(wait + 1, 200, null, "content-type=text/event-stream");
        assertThat(journal.outcome("CLIENT-RETRY-AFTER")).isEqualTo(outcome);
    }

    @Test
    void what_is_told_of_a_retry_after_is_the_header_as_it_was() {
        var date = "Thu, 01 Jan 2026 01:00:03 GMT";
        var journal = new HandJournal()
                .knock(0)
                .answer(0, 429, "{}", "date=Thu, 01 Jan 2026 01:00:00 GMT", "retry-after=" + date)
                .knock(100);
        assertThat(journal.verdict("CLIENT-RETRY-AFTER").reason())
                .endsWith("was answered with 429 and Retry-After: " + date + ".");
    }

    @Test
    void a_page_that_comes_with_200_is_no_stream_to_come_back_to() {
        var journal = new HandJournal()
                .knock(0)
                .answer(1, 200, "<html>", "content-type=text/html; charset=utf-8")
                .until(60_000);
        assertThat(journal.outcome("CLIENT-RECONNECTS")).isEqualTo(Outcome.NOT_OBSERVED);
        assertThat(journal.by(Yardstick.WHATWG).outcome("CLIENT-FAILS-FOR-GOOD"))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void after_a_401_another_token_may_be_tried() {
        var journal = new HandJournal()
                .knock(0, "authorization=Bearer [secret 1]")
                .answer(1, 401, "{}")
                .listen(100, "authorization=Bearer [secret 2]");
        assertThat(journal.outcome("CLIENT-REFUSED")).isEqualTo(Outcome.NOT_OBSERVED);
        var stubborn = new HandJournal()
                .knock(0, "authorization=Bearer [secret 1]")
                .answer(1, 401, "{}")
                .listen(100, "authorization=Bearer [secret 1]");
        assertThat(stubborn.outcome("CLIENT-REFUSED")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void hops_of_a_redirect_are_one_try() {
        var journal = new HandJournal()
                .knock(0)
                .answer(1, 307, "", "location=/api/v2/scans/j1/stream?x=1")
                .ask(3, "stream j1 streamScan", "/api/v2/scans/j1/stream?x=1", "accept=text/event-stream")
                .answer(4, 200, "")
                .until(9000);
        assertThat(journal.playing("expect: {client: [opens: {times: 1}]}\n").outcome("EXPECT-1-OPENS"))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_token_must_not_follow_a_redirect_to_another_origin() {
        var elsewhere = new HandJournal()
                .knock(0, "authorization=Bearer [secret 1]")
                .answer(1, 307, "", "location=http://localhost:1/api/v2/imports/j1/stream")
                .listen(3, "host=localhost:1", "authorization=Bearer [secret 1]");
        assertThat(elsewhere.verdict("CLIENT-TOKEN-ORIGIN").reason())
                .contains("from 127.0.0.1:1 to localhost:1", "the authorization header");
        var careful = new HandJournal()
                .knock(0, "authorization=Bearer [secret 1]")
                .answer(1, 307, "", "location=http://localhost:1/api/v2/imports/j1/stream")
                .listen(3, "host=localhost:1");
        assertThat(careful.outcome("CLIENT-TOKEN-ORIGIN")).isEqualTo(Outcome.PASS);
    }

    @Test
    void two_streams_at_once_are_one_too_many_and_a_change_of_horses_is_fine() {
        var both = new HandJournal().listen(0).event(1, "1", "initialized").listen(2000, "last-event-id=1");
        assertThat(both.until(2500).outcome("CLIENT-ONE-CONNECTION")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(both.until(4000).outcome("CLIENT-ONE-CONNECTION")).isEqualTo(Outcome.FAIL);
        var change = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .listen(2000, "last-event-id=1")
                .add(new Entry.End(Duration.ofMillis(2100), 1, How.LEFT, ""))
                .until(9000);
        assertThat(change.outcome("CLIENT-ONE-CONNECTION")).isEqualTo(Outcome.PASS);
    }

    @Test
    void whoever_stopped_reading_cannot_say_that_a_stream_was_still_open() {
        var deaf = new HandJournal()
                .listen(0)
                .event(1, "1", "initialized")
                .add(new Entry.Fault(Duration.ofMillis(2), 1, "stop-reading"))
                .listen(9000, "last-event-id=1")
                .until(20_000);
        assertThat(deaf.outcome("CLIENT-ONE-CONNECTION")).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_scenario_that_is_played_by_its_id_begins_anew_for_another_client() {
        var label = "stream x streamImport";
        var journal = new HandJournal()
                .ask(0, label, "/api/v2/imports/x/stream", "accept=text/event-stream")
                .answer(1, 200, null, "content-type=text/event-stream")
                .event(2, "1", "completed")
                .end(3, How.CLEAN)
                .ask(5000, label, "/api/v2/imports/x/stream", "accept=text/event-stream")
                .answer(5001, 200, null, "content-type=text/event-stream")
                .event(5002, "1", "initialized")
                .event(5003, "2", "completed")
                .end(5004, How.CLEAN)
                .until(20_000);
        assertThat(journal.outcome("CLIENT-STOPS-AT-END")).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_404_before_the_end_means_not_yet_and_after_it_gone() {
        var early = new HandJournal()
                .ask(0, "results j1 getImportResults", "/r")
                .answer(1, 404, "{\"error\":{\"details\":{\"status\":\"processing\"}}}")
                .ask(3000, "results j1 getImportResults", "/r")
                .answer(3001, 200, "{}")
                .until(9000);
        assertThat(early.outcome("CLIENT-RESULTS-GONE")).isEqualTo(Outcome.NOT_OBSERVED);
        var gone = new HandJournal()
                .ask(0, "results j1 getImportResults", "/r")
                .answer(1, 404, "{\"error\":{\"details\":{\"status\":\"completed\"}}}")
                .ask(3000, "results j1 getImportResults", "/r");
        assertThat(gone.outcome("CLIENT-RESULTS-GONE")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void results_that_broke_off_may_be_fetched_again_and_whole_ones_may_not() {
        var cut = new HandJournal()
                .ask(0, "results j1 getImportResults", "/r")
                .answer(1, 200, "{")
                .end(2, How.CUT)
                .ask(3000, "results j1 getImportResults", "/r");
        assertThat(cut.outcome("CLIENT-RESULTS-ONCE")).isEqualTo(Outcome.NOT_OBSERVED);
        var whole = new HandJournal()
                .ask(0, "results j1 getImportResults", "/r")
                .answer(1, 200, "{}")
                .end(2, How.CLEAN)
                .ask(3000, "results j1 getImportResults", "/r");
        assertThat(whole.outcome("CLIENT-RESULTS-ONCE")).isEqualTo(Outcome.WARN);
    }
}
