package dev.understudy.mock.job;

import java.time.Duration;

/**
 * One line of a job's log.
 *
 * @param due when it happens, on the session's clock
 * @param state what the job is from then on
 */
public record LogEntry(Duration due, Frame frame, JobState state) {}
