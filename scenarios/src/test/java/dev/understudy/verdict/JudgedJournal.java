package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;

/** A journal of a server's answers, written by hand, and what the checks of servers make of it. */
class JudgedJournal {
    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(2), Duration.ofHours(2), true, Duration.ofSeconds(5));
    static final String CREATED = "{\"success\":true,\"data\":{\"jobId\":\"j1\"}}";

    final HandJournal journal = new HandJournal();

    Verdict verdict(String rule) {
        var seen = new Seen(HandJournal.CONTRACT, TERMS, journal.entries());
        return Judge.judge(ServerChecks.ALL, seen).stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    void assertHeld(String rule) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
    }

    void assertBroken(String rule, String reason) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isIn(Outcome.FAIL, Outcome.WARN);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    void assertOpen(String rule, String reason) {
        var verdict = verdict(rule);
        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    HandJournal create(long at) {
        return journal.ask(at, "create job-1 createImport", "/api/v2/imports").answer(at + 10, 202, CREATED);
    }

    HandJournal stream(long at, String purpose, String... headers) {
        journal.ask(at, purpose + " job-1 streamImport", "/api/v2/imports/j1/stream", headers);
        return journal.answer(at + 10, 200, null, "content-type=text/event-stream");
    }

    HandJournal status(long at, String purpose, String state, int processed) {
        journal.ask(at, purpose + " job-1 getImport", "/api/v2/imports/j1");
        return journal.answer(at + 10, 200, "{\"success\":true,\"data\":" + payload("j1", state, processed) + "}");
    }

    HandJournal cancel(long at, String purpose, int status) {
        journal.ask(at, purpose + " job-1 cancelJob", "/v1/jobs/j1");
        return journal.answer(at + 10, status, "{\"success\":true,\"data\":" + payload("j1", "canceled", 1) + "}");
    }

    static String payload(String job, String state, int processed) {
        return "{\"jobId\":\"" + job + "\",\"status\":\"" + state + "\",\"progress\":" + processed / 10.0
                + ",\"processedCount\":" + processed + ",\"totalCount\":10}";
    }

    /** An event whose id is the number of items that are done. */
    HandJournal event(long at, String state, int processed) {
        return journal.event(at, state.charAt(0) + "-" + processed, state, payload("j1", state, processed));
    }

    HandJournal events(long at, int... processed) {
        Arrays.stream(processed).forEach(count -> event(at + count * 100L, "processing", count));
        return journal;
    }
}
