package dev.understudy.mock.job;

import java.time.Duration;

/**
 * Whose story is told.
 *
 * @param begin when the job began, on the session's clock
 */
record Teller(PayloadTexts texts, JobClock clock, String jobId, Duration begin) {
    Teller later(Duration by) {
        return new Teller(texts, clock, jobId, begin.plus(by));
    }
}
