package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What streams are rightly and wrongly accused of, and in which words. */
class ServedStreamsTest extends JudgedJournal {
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
    void one_that_was_too_late_does_not_prove_that_the_others_were_in_time() {
        stream(5, "stream");
        for (int i = 1; i <= 10; i++) {
            event(2500, "processing", i);
        }
        event(2500, "completed", 10).end(2501, Entry.How.CLEAN);
        status(300, "status-meanwhile", "processing", 1);
        status(800, "status-meanwhile", "processing", 3);
        status(1300, "status-meanwhile", "processing", 5);
        assertThat(verdict("STREAM-PROMPT").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void data_that_a_line_end_of_its_own_has_cut_says_so() {
        stream(5, "stream").event(20, "1", "processing", "{");
        assertBroken(
                "STREAM-PAYLOAD",
                "#1 GET /api/v2/imports/j1/stream (stream): the data of 'processing' (id 1) is not JSON: { (it breaks off: each"
                        + " line of an event's data needs a 'data:' of its own)");
    }

    @Test
    void nobody_can_race_for_an_end_that_never_comes() {
        stream(0, "stream");
        events(20, 1);
        stream(60, "stream-race");
        assertOpen("LATE-RACE", "#2 GET /api/v2/imports/j1/stream (stream-race): nobody was told of the job's end.");
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
        journal.ask(0, "stream-beside-slow job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(10, 429, "{}");
        assertOpen(
                "SLOW-LISTENER",
                "#1 GET /api/v2/imports/j1/stream (stream-beside-slow) was put off with 429. If only so many may listen to a"
                        + " job, say how many (most-listeners).");
    }

    @Test
    void listeners_who_were_put_off_cannot_be_counted() {
        journal.ask(0, "open-streams-before job-1 -", "/open")
                .answer(10, 200, "1")
                .told(10, "open-streams", 1);
        journal.ask(20, "stream-going job-1 streamImport", "/api/v2/imports/j1/stream")
                .answer(30, 429, "{}");
        journal.ask(40, "open-streams-with job-1 -", "/open")
                .answer(50, 200, "1")
                .told(50, "open-streams", 1);
        journal.ask(60, "open-streams-after job-1 -", "/open")
                .answer(70, 200, "1")
                .told(70, "open-streams", 1);
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
