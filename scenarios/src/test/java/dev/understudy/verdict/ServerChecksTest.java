package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What servers are rightly and wrongly accused of, on journals written by hand, and in which words. */
class ServerChecksTest {
    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(2), Duration.ofHours(2), true, Duration.ofSeconds(5));
    private static final String CREATED = "{\"success\":true,\"data\":{\"jobId\":\"j1\"}}";

    private final HandJournal journal = new HandJournal();

    private Verdict verdict(String rule) {
        var seen = new Seen(HandJournal.CONTRACT, TERMS, journal.entries());
        return Judge.judge(ServerChecks.ALL, seen).stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private void assertHeld(String rule) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
    }

    private void assertBroken(String rule, String reason) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isIn(Outcome.FAIL, Outcome.WARN);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    private void assertOpen(String rule, String reason) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    private HandJournal create(long at) {
        return journal.ask(at, "create job-1 createImport", "/api/v2/imports").answer(at + 10, 202, CREATED);
    }

    private HandJournal stream(long at, String purpose, String... headers) {
        journal.ask(at, purpose + " job-1 streamImport", "/api/v2/imports/j1/stream", headers);
        return journal.answer(at + 10, 200, null, "content-type=text/event-stream");
    }

    private HandJournal status(long at, String purpose, String state, int processed) {
        journal.ask(at, purpose + " job-1 getImport", "/api/v2/imports/j1");
        return journal.answer(at + 10, 200, "{\"success\":true,\"data\":" + payload("j1", state, processed) + "}");
    }

    private HandJournal cancel(long at, String purpose, int status) {
        journal.ask(at, purpose + " job-1 cancelJob", "/v1/jobs/j1");
        return journal.answer(at + 10, status, "{\"success\":true,\"data\":" + payload("j1", "canceled", 1) + "}");
    }

    private static String payload(String job, String state, int processed) {
        return "{\"jobId\":\"" + job + "\",\"status\":\"" + state + "\",\"progress\":" + processed / 10.0
                + ",\"processedCount\":" + processed + ",\"totalCount\":10}";
    }

    /** An event whose id is the number of items that are done. */
    private HandJournal event(long at, String state, int processed) {
        return journal.event(at, state.charAt(0) + "-" + processed, state, payload("j1", state, processed));
    }

    private HandJournal events(long at, int... processed) {
        Arrays.stream(processed).forEach(count -> event(at + count * 100L, "processing", count));
        return journal;
    }

    @Test
    void an_id_that_another_case_got_is_no_id() {
        create(0).told(10, "job-id-of-another", 1);
        assertBroken(
                "CREATE-ACCEPTED", "#1 POST /api/v2/imports (create) got the job id j1, which another job has.");
    }

    @Test
    void text_may_be_refused_by_name_and_must_not_crash_the_server() {
        journal.ask(0, "create-odd-text job-1 createImport", "/api/v2/imports").answer(10, 400, "{}");
        assertThat(verdict("CREATE-ACCEPTED").outcome()).isEqualTo(Outcome.NOT_TESTED);
        journal.ask(20, "create-odd-text job-2 createImport", "/api/v2/imports").answer(30, 500, "{}");
        assertBroken(
                "CREATE-ACCEPTED",
                "#2 POST /api/v2/imports (create-odd-text) was answered with 500, expected 202.");
    }

    @Test
    void an_event_of_another_job_is_out_of_place_also_behind_one_of_this() {
        create(0);
        stream(20, "stream");
        event(40, "processing", 1).event(60, "9", "processing", payload("j2", "processing", 5));
        assertBroken(
                "CREATE-LINKS",
                "#2 GET /api/v2/imports/j1/stream (stream) tells of the job j2, expected j1.");
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
        assertBroken(
                "CORS-EXPOSED",
                "#1 GET /api/v2/imports/j1 (cors-get) allows no origin, not https://a.example.");
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
    void the_first_of_two_listeners_misses_what_only_the_second_gets() {
        stream(0, "stream");
        events(20, 1);
        stream(150, "stream-second");
        events(20, 1, 2, 3);
        assertBroken(
                "TWO-LISTENERS",
                "#1 GET /api/v2/imports/j1/stream (stream) listened beside #2 GET /api/v2/imports/j1/stream"
                        + " (stream-second) and never got [processing p-2, processing p-3].");
    }

    @Test
    void a_stream_that_was_ended_by_an_event_about_itself_owes_nothing_more() {
        stream(0, "stream");
        events(20, 1).event(150, "e", "error", payload("j1", "processing", 1)).end(151, Entry.How.CLEAN);
        stream(60, "stream-second");
        events(20, 1, 2, 3);
        assertHeld("TWO-LISTENERS");
    }

    @Test
    void what_came_before_the_status_told_of_it_was_prompt() {
        status(350, "status-meanwhile", "processing", 3);
        stream(5, "stream");
        events(20, 1, 2, 3, 4);
        event(500, "completed", 10).end(501, Entry.How.CLEAN);
        assertHeld("STREAM-PROMPT");
    }

    @Test
    void a_job_that_was_over_too_soon_proves_nothing_about_a_stream_that_told_all_at_its_end() {
        status(350, "status-meanwhile", "processing", 3);
        stream(5, "stream");
        for (int i = 1; i <= 10; i++) {
            event(1500, "processing", i);
        }
        event(1500, "completed", 10).end(1501, Entry.How.CLEAN);
        assertOpen(
                "STREAM-PROMPT",
                "#2 GET /api/v2/imports/j1/stream (stream): nothing came before the status told of it, and the job was over"
                        + " too soon to say that it was late. Give a slower one (jobs.slow).");
    }

    @Test
    void events_that_nobody_can_read_are_not_late_as_well() {
        status(350, "status-meanwhile", "processing", 3);
        stream(5, "stream");
        journal.event(20, "1", "processing", "{").event(500, "2", "completed", "{");
        assertThat(verdict("STREAM-PROMPT").outcome()).isEqualTo(Outcome.NOT_TESTED);
    }

    @Test
    void a_greeting_is_no_heartbeat() {
        stream(0, "stream").comment(11, "welcome");
        events(20, 1, 2);
        assertThat(verdict("STREAM-HEARTBEAT").outcome()).isEqualTo(Outcome.NOT_TESTED);
        journal.comment(900, "still here");
        assertHeld("STREAM-HEARTBEAT");
    }

    @Test
    void a_silence_is_held_against_what_was_promised() {
        stream(0, "stream");
        events(20, 1).comment(3120, "still here");
        assertBroken(
                "STREAM-HEARTBEAT",
                "#1 GET /api/v2/imports/j1/stream (stream) was silent for 3000 ms, expected a byte every 2000 ms.");
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
                .answer(10, 200, "{\"success\":true,\"data\":{\"jobId\":\"j1\",\"expiresAt\":\"2026-11-21T12:00:00Z\"}}", header);
    }

    @Test
    void who_comes_when_the_end_was_seen_proves_nothing_about_the_race() {
        stream(0, "stream");
        event(40, "completed", 10).end(41, Entry.How.CLEAN);
        stream(60, "stream-race");
        event(80, "completed", 10).end(81, Entry.How.CLEAN);
        assertOpen(
                "LATE-RACE",
                "#2 GET /api/v2/imports/j1/stream (stream-race): the end had come before it. Give slower jobs, or some whose"
                        + " last events do not come all at once (jobs.usual).");
    }

    @Test
    void what_a_server_counts_is_told_from_what_was_noted_about_its_ids() {
        journal.ask(0, "create job-1 createImport", "/api/v2/imports")
                .answer(10, 202, CREATED)
                .told(10, "job-id-of-another", 1);
        assertThat(verdict("STREAM-GONE").outcome()).isEqualTo(Outcome.NOT_TESTED);
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
        journal.ask(60, "results-failed job-1 getImportResults", "/api/v2/imports/j1/results").answer(70, 200, "{}");
        assertOpen(
                "AGREE-FAILED",
                "#3 GET /api/v2/imports/j1/results (results-failed): the job was to fail, and ended with 'completed'. Say in"
                        + " the profile how to make one that fails (jobs.failing).");
    }

    @Test
    void a_final_event_that_was_not_finished_is_one_fault_and_not_three() {
        create(0);
        for (var purpose : new String[] {"stream", "stream-late", "stream-beside-slow"}) {
            stream(20, purpose);
            events(20, 1).add(unfinished()).end(200, Entry.How.CLEAN);
        }
        assertThat(verdict("STREAM-LAST-EVENT").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict("TERMINAL-PRESENT").outcome()).isEqualTo(Outcome.NOT_TESTED);
        assertThat(verdict("LATE-CONNECT").outcome()).isEqualTo(Outcome.NOT_TESTED);
        assertHeld("SLOW-LISTENER");
    }

    private Entry unfinished() {
        long exchange = journal.entries().get(journal.entries().size() - 1).exchange();
        var what = "unfinished: the stream ends inside an event: data: {}";
        return new Entry.Malformed(Duration.ofMillis(199), exchange, what);
    }

    @Test
    void a_stream_with_a_length_that_is_wrong_says_why_it_does_not_end() {
        journal.ask(0, "stream job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(10, 200, null, "content-length=5000");
        event(40, "completed", 10).end(6041, Entry.How.GIVEN_UP);
        assertBroken(
                "TERMINAL-CLOSES",
                "#1 GET /api/v2/imports/j1/stream (stream): 'completed' came, and 6001 ms later the stream was still open; it"
                        + " has a Content-Length of 5000, which no stream knows beforehand.");
    }

    @Test
    void listeners_who_were_put_off_say_what_to_declare() {
        journal.ask(0, "stream-beside-slow job-1 streamImport", "/api/v2/imports/j1/stream").answer(10, 429, "{}");
        assertOpen(
                "SLOW-LISTENER",
                "#1 GET /api/v2/imports/j1/stream (stream-beside-slow) was put off with 429. If only so many may listen to a"
                        + " job, say how many (most-listeners).");
    }

    @Test
    void listeners_who_were_put_off_cannot_be_counted() {
        journal.ask(0, "open-streams-before job-1 -", "/open").answer(10, 200, "1").told(10, "open-streams", 1);
        journal.ask(20, "stream-going job-1 streamImport", "/api/v2/imports/j1/stream").answer(30, 429, "{}");
        journal.ask(40, "open-streams-with job-1 -", "/open").answer(50, 200, "1").told(50, "open-streams", 1);
        journal.ask(60, "open-streams-after job-1 -", "/open").answer(70, 200, "1").told(70, "open-streams", 1);
        assertOpen(
                "STREAM-GONE",
                "#3 GET /open (open-streams-with): of the listeners who came, some were put off with 429. If only so many may"
                        + " listen to a job, say how many (most-listeners).");
    }

    @Test
    void the_head_of_a_stream_does_not_wait_for_an_event_that_is_not_due() {
        stream(0, "stream");
        events(20, 1);
        stream(1000, "stream-nothing-due");
        events(4000, 2);
        assertHeld("STREAM-HEADERS-FIRST");
    }

    @Test
    void a_head_that_waits_for_the_next_event_is_late() {
        stream(0, "stream");
        events(20, 1);
        journal.ask(1000, "stream-nothing-due job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(4200, 200, null, "content-type=text/event-stream");
        events(4010, 2);
        assertBroken(
                "STREAM-HEADERS-FIRST",
                "#2 GET /api/v2/imports/j1/stream (stream-nothing-due) sent its headers after 3200 ms, with its first event.");
    }

    @Test
    void one_head_that_is_late_without_an_event_may_be_a_busy_machine() {
        stream(0, "stream");
        events(20, 1);
        journal.ask(1000, "stream-nothing-due job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(4200, 200, null, "content-type=text/event-stream");
        events(5000, 2);
        assertHeld("STREAM-HEADERS-FIRST");
    }
}
