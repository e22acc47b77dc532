package dev.understudy.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens to the job, on the job's own clock.
 *
 * @param items how many items it has; empty means as many as the upload has
 * @param age how long ago it was created when the story begins
 * @param resultsTtl how long its results live; empty means as the server is set
 * @param tokenGrace how long a token that was renewed stays good; empty means as the contract has it
 * @param auth what a stream request must bring
 * @param dialect which messages the timeline's payloads are written for; empty for the contract's first
 */
public record JobPlan(
        OptionalInt items,
        Duration age,
        Optional<Duration> resultsTtl,
        Optional<Duration> tokenTtl,
        Optional<Duration> tokenGrace,
        Auth auth,
        Optional<String> dialect,
        ResultsPlan results,
        List<TimedStep> timeline) {
    public JobPlan {
        timeline = List.copyOf(timeline);
    }

    /** What a stream request must bring to be let in. A token that is sent is always checked. */
    public enum Auth {
        NONE,
        BEARER,
        QUERY
    }

    /**
     * What became of the items.
     *
     * @param errors the items that failed, as the results show them
     */
    public record ResultsPlan(int updated, int duplicates, List<ItemError> errors) {
        public ResultsPlan {
            errors = List.copyOf(errors);
        }
    }

    /** An item that failed; row counts from 1. */
    public record ItemError(int row, String isbn, String error) {}
}
