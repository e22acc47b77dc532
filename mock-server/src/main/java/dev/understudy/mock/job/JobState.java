package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job is at some time.
 *
 * @param status the event of its life that came last
 * @param finishedAt when it ended; null while it runs
 * @param error why it failed; null if it did not
 */
public record JobState(
        String status,
        int processed,
        int total,
        @Nullable Duration finishedAt,
        @Nullable JsonNode error,
        boolean succeeded) {
    /** The same for a job whose times count from this point. */
    JobState after(Duration begin) {
        return finishedAt == null
                ? this
                : new JobState(status, processed, total, begin.plus(finishedAt), error, succeeded);
    }

    public boolean isFinished() {
        return finishedAt != null;
    }
}
