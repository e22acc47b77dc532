package dev.understudy.scenario.situation;

import java.time.Duration;
import java.util.Optional;

/**
 * A network that stays as it is.
 *
 * @param down from the server to the client
 * @param up from the client to the server
 * @param missing what of it cannot be had on TCP, and why; empty if nothing is missing
 * @param possible false if everything of it is missing
 */
public record Profile(
        String name, String title, String source, Road down, Road up, Optional<String> missing, boolean possible)
        implements Situation {
    /**
     * One direction.
     *
     * @param rate kilobytes (of 1000 bytes) per second; empty if there is no limit
     * @param delay how much later everything arrives, one way
     * @param jitter how much more or less than that it may be
     * @param lost whether nothing arrives at all
     */
    public record Road(Optional<Integer> rate, Duration delay, Duration jitter, boolean lost) {
        /** Nothing is in the way. */
        public static final Road FREE = new Road(Optional.empty(), Duration.ZERO, Duration.ZERO, false);
    }
}
