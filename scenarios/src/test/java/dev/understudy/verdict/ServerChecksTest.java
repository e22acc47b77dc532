package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import org.junit.jupiter.api.Test;

/** What answers and their counts are rightly and wrongly accused of, and in which words. */
class ServerChecksTest extends JudgedJournal {
    @Test
    void an_id_that_another_case_got_is_no_id() {
        create(0).told(10, "job-id-of-another", 1);
        assertBroken("CREATE-ACCEPTED", "#1 POST /api/v2/imports (create) got the job id j1, which another job has.");
    }

    @Test
    void text_may_be_refused_by_name_and_must_not_crash_the_server() {
        journal.ask(0, "create-odd-text job-1 createImport", "/api/v2/imports").answer(10, 400, "{}");
        assertThat(verdict("CREATE-ACCEPTED").outcome()).isEqualTo(Outcome.NOT_TESTED);
        journal.ask(20, "create-odd-text job-2 createImport", "/api/v2/imports").answer(30, 500, "{}");
        assertBroken(
                "CREATE-ACCEPTED", "#2 POST /api/v2/imports (create-odd-text) was answered with 500, expected 202.");
    }

    @Test
    void an_event_of_another_job_is_out_of_place_also_behind_one_of_this() {
        create(0);
        stream(20, "stream");
        event(40, "processing", 1).event(60, "9", "processing", payload("j2", "processing", 5));
        assertBroken("CREATE-LINKS", "#2 GET /api/v2/imports/j1/stream (stream) tells of the job j2, expected j1.");
    }

    @Test
    void an_odd_id_may_be_refused_in_the_words_of_whoever_reads_headers() {
        journal.ask(0, "stream-odd-id job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(10, 431, null, "connection=close")
                .ask(20, "stream-odd-id job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(30, 400, "<h1>Bad request</h1>", "content-type=text/html");
        assertHeld("RESUME-ODD-ID");
        assertHeld("ANSWER-SHAPE");
        assertThat(verdict("ERROR-ENVELOPE").outcome()).isEqualTo(Outcome.NOT_TESTED);
    }

    @Test
    void a_refused_preflight_allows_nothing_whatever_its_headers_say() {
        var allowed = "access-control-allow-headers=authorization, last-event-id";
        journal.ask(0, "preflight - streamImport", "/api/v2/imports/j1/stream", "origin=https://a.example")
                .answer(10, 401, "{}", "access-control-allow-origin=*", allowed);
        assertBroken(
                "CORS-PREFLIGHT",
                "#1 GET /api/v2/imports/j1/stream (preflight) was answered with 401, expected 200 or 204, also without a"
                        + " token and for a job that is not there.");
    }

    @Test
    void headers_are_exposed_to_no_page_that_may_not_read_the_answer() {
        var exposed = "access-control-expose-headers=*";
        journal.ask(0, "cors-get - getImport", "/api/v2/imports/j1", "origin=https://a.example")
                .answer(10, 404, "{}", exposed);
        assertBroken("CORS-EXPOSED", "#1 GET /api/v2/imports/j1 (cors-get) allows no origin, not https://a.example.");
    }

    @Test
    void a_cancel_that_is_refused_is_not_done_all_the_same() {
        create(0);
        stream(20, "stream");
        event(40, "processing", 1);
        cancel(50, "cancel-wrong-token", 401);
        status(70, "status-uncanceled", "processing", 1);
        cancel(90, "cancel", 200);
        assertHeld("CANCEL-TOKEN");
    }

    @Test
    void the_status_tells_of_a_refused_cancel_that_was_done() {
        cancel(50, "cancel-wrong-token", 401);
        status(70, "status-uncanceled", "canceled", 1);
        cancel(90, "cancel", 200);
        assertBroken(
                "CANCEL-TOKEN",
                "#1 DELETE /v1/jobs/j1 (cancel-wrong-token) was answered with 401, and yet #2 GET /api/v2/imports/j1"
                        + " (status-uncanceled) says 'canceled' after it.");
    }

    @Test
    void the_stream_tells_of_a_refused_cancel_that_was_done() {
        cancel(50, "cancel-wrong-token", 401);
        stream(60, "stream");
        event(80, "canceled", 1);
        cancel(90, "cancel", 200);
        assertBroken(
                "CANCEL-TOKEN",
                "#1 DELETE /v1/jobs/j1 (cancel-wrong-token) was answered with 401, and yet the stream told of 'canceled'"
                        + " before the token was sent.");
    }

    @Test
    void the_status_of_a_failed_job_has_the_counts_of_its_failed_event_too() {
        create(0);
        stream(20, "stream");
        event(40, "failed", 3);
        status(60, "status-final", "failed", 0);
        assertBroken(
                "AGREE-STATUS",
                "#3 GET /api/v2/imports/j1 (status-final): of the items 0 are processed, the final event has 3.");
    }

    @Test
    void how_long_results_live_is_told_by_the_date_of_the_answer_where_nothing_else_tells_the_time() {
        results("date=Sat, 21 Nov 2026 10:00:00 GMT");
        assertHeld("RESULTS-EXPIRES");
    }

    @Test
    void results_that_live_for_another_time_are_told_from_that() {
        results("date=Sat, 21 Nov 2026 09:00:00 GMT");
        assertBroken(
                "RESULTS-EXPIRES",
                "#1 GET /api/v2/imports/j1/results (results) live for PT3H after the job's end, expected PT2H.");
    }

    @Test
    void without_any_time_of_the_server_nobody_knows_how_long_results_live() {
        results("server=x");
        assertOpen(
                "RESULTS-EXPIRES",
                "#1 GET /api/v2/imports/j1/results (results): no answer says what time it is at the server (completedTime,"
                        + " metadata.timestamp or the Date header), so nobody knows how long they live.");
    }

    private void results(String header) {
        journal.ask(0, "results job-1 getImportResults", "/api/v2/imports/j1/results")
                .answer(
                        10,
                        200,
                        "{\"success\":true,\"data\":{\"jobId\":\"j1\",\"expiresAt\":\"2026-11-21T12:00:00Z\"}}",
                        header);
    }

    @Test
    void a_status_from_before_the_end_was_seen_need_not_say_that_it_had_come() {
        create(0);
        stream(20, "stream");
        events(20, 1).event(150, "e", "error", payload("j1", "processing", 1)).end(151, Entry.How.CLEAN);
        status(200, "status-final", "processing", 2);
        status(2200, "status-final", "completed", 10);
        stream(2300, "stream-late");
        event(2320, "completed", 10).end(2321, Entry.How.CLEAN);
        assertHeld("AGREE-STATUS");
    }

    @Test
    void a_status_from_behind_the_end_says_so() {
        create(0);
        stream(20, "stream");
        event(40, "completed", 10).end(41, Entry.How.CLEAN);
        status(60, "status-final", "processing", 10);
        assertBroken(
                "AGREE-STATUS",
                "#3 GET /api/v2/imports/j1 (status-final) says 'processing', the stream ended with 'completed'.");
    }

    @Test
    void a_job_that_was_to_fail_and_did_not_says_what_to_do() {
        create(0);
        stream(20, "stream");
        event(40, "completed", 10).end(41, Entry.How.CLEAN);
        journal.ask(60, "results-failed job-1 getImportResults", "/api/v2/imports/j1/results")
                .answer(70, 200, "{}");
        assertOpen(
                "AGREE-FAILED",
                "#3 GET /api/v2/imports/j1/results (results-failed): the job was to fail, and ended with 'completed'. Say in"
                        + " the profile how to make one that fails (jobs.failing).");
    }
}
