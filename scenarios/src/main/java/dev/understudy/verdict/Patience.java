package dev.understudy.verdict;

import java.time.Duration;

/**
 * How long to wait, and what a busy machine is forgiven.
 *
 * <p>Gaps are measured from our own last byte or closing to the client's next request as it reached us, so they come out longer than
 * the client's own wait, never shorter. Too early is a fault; late is none unless a ceiling is stated; absent is an answer of its own.
 */
final class Patience {
    /** How much earlier than told is still in time: timers of clients round, and may fire a little early. */
    static final Duration EARLY = Duration.ofMillis(50);

    /** Longer reconnection times are outside of the contract, and clients may cap them. */
    static final Duration LONGEST_RETRY = Duration.ofHours(1);

    /** What a client sent within this time of our answer it may have sent before the answer arrived. */
    static final Duration IN_FLIGHT = Duration.ofMillis(250);

    /** A reset may destroy what was sent shortly before it, and a client that leaves may not have read all. */
    static final Duration LOST = Duration.ofSeconds(1);

    /** Libraries that come back where they should not were seen to do so after one, two or three seconds. */
    private static final Duration SHORTEST_QUIET = Duration.ofMillis(3500);

    private static final Duration LONGEST_QUIET = Duration.ofSeconds(15);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration FIRST_STEP = Duration.ofSeconds(10);
    private static final Duration ABSENT = Duration.ofSeconds(5);
    private static final Duration LONGEST_ABSENT = Duration.ofMinutes(1);

    private Patience() {}

    /** The least wait before coming back after this try: what it was told, or what the yardstick says. */
    static Duration leastWait(Conduct conduct, Attempt attempt) {
        var told = attempt.reading().retry();
        return told == null || told.compareTo(LONGEST_RETRY) > 0
                ? conduct.yardstick().leastWait()
                : told;
    }

    /** How long nothing must come before one may say that the client stays away. */
    static Duration quiet(Conduct conduct, Attempt attempt) {
        var wanted = leastWait(conduct, attempt).plus(SLACK);
        return clamp(wanted, SHORTEST_QUIET, LONGEST_QUIET);
    }

    /** How long nothing must come from somebody who should come back, before one may say that he does not. */
    static Duration absent(Conduct conduct, Watch watch) {
        var watched = worthWatching(conduct, watch);
        var told = watch.last().reading().retry();
        // Whoever was told to wait longer than anybody watches has done nothing wrong by waiting.
        return told == null || told.plus(ABSENT).compareTo(watched) < 0 ? watched : told.plus(ABSENT);
    }

    /** How long to wait for somebody who should come back; what takes longer is left open. */
    static Duration worthWatching(Conduct conduct, Watch watch) {
        var least = leastWait(conduct, watch.last());
        // Whose waits grow may be in a longer one.
        var before = watch.returns().stream()
                .reduce((earlier, later) -> later)
                .map(Watch.Return::gap)
                .orElse(Duration.ZERO);
        var usual = least.compareTo(before) < 0 ? before : least;
        return clamp(usual.multipliedBy(3).plus(ABSENT), ABSENT, LONGEST_ABSENT);
    }

    /** How long nothing must come where no try to listen gives a measure. */
    static Duration quiet() {
        return SHORTEST_QUIET;
    }

    /** How long to wait for a client's first step after its job was made. */
    static Duration firstStep() {
        return FIRST_STEP;
    }

    private static Duration clamp(Duration time, Duration least, Duration most) {
        return time.compareTo(least) < 0 ? least : time.compareTo(most) > 0 ? most : time;
    }
}
