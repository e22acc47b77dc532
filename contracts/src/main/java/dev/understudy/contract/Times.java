package dev.understudy.contract;

import java.time.Duration;
import java.util.Optional;

/**
 * The durations that a contract fixes; those that it does not have never pass.
 *
 * @param resultsTtl how long results live after a job has completed
 * @param tokenTtl how long a job's token is good
 * @param tokenRefreshWindow the last part of a token's life, in which it can be renewed
 * @param tokenGrace how long a renewed token's predecessor stays good
 * @param streamTimeout how long a stream may go without an event before the server gives up on it
 * @param heartbeat the longest time without a byte on an open stream; empty if any may pass
 * @param retry the reconnection time that a stream names; empty if it names none
 */
public record Times(
        Duration resultsTtl,
        Duration tokenTtl,
        Duration tokenRefreshWindow,
        Duration tokenGrace,
        Duration streamTimeout,
        Optional<Duration> heartbeat,
        Optional<Duration> retry) {
    /** For what never comes to an end. */
    static final Duration NEVER = Duration.ofDays(36_500);
}
