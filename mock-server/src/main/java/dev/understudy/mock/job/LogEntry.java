package dev.understudy.mock.job;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line of a job's log.
 *
 * @param due when it happens, on the session's clock
 * @param tale gives what a stream shows of it; the same at every call
 * @param state what the job is from then on
 */
public record LogEntry(Duration due, Supplier<Frame> tale, JobState state) {
    /** What a stream shows of it. Made anew at every call. */
    public Frame frame() {
        return tale.get();
    }
}
