package dev.understudy.mock.job;

import java.time.Duration;

/**
 * Whose story is told.
 *
 * @param jobIdInJson the job's id as it stands within a JSON text
 * @param begin when the job began, on the session's clock
 */
record Teller(PayloadTexts texts, JobClock clock, String jobId, String jobIdInJson, Duration begin) {
    /** The same story, beginning so much later. */
    Teller later(Duration by) {
        return new Teller(texts, clock, jobId, jobIdInJson, begin.plus(by));
    }

    /** A scenario's own text with the job's id filled in. */
    String filled(String text) {
        return text.replace("{jobId}", jobIdInJson);
    }
}
