package dev.understudy.verdict;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the target's profile promises, where the contract leaves room.
 *
 * @param heartbeat the longest time without a byte on an open stream
 * @param resultsTtl how long results live
 * @param idsRise whether ids can be compared; false if they are opaque
 * @param closeWithin how soon after the final event a stream must end
 * @param waived rules that do not apply to this target, each with the reason
 * @param slo how fast it wants to be; null where it does not say, as in reports that are older than this
 */
public record Terms(
        Duration heartbeat,
        Duration resultsTtl,
        boolean idsRise,
        Duration closeWithin,
        Map<String, String> waived,
        @Nullable Slo slo) {
    public Terms {
        waived = Map.copyOf(waived);
    }

    /** Nothing is said of how fast. */
    public Terms(
            Duration heartbeat,
            Duration resultsTtl,
            boolean idsRise,
            Duration closeWithin,
            Map<String, String> waived) {
        this(heartbeat, resultsTtl, idsRise, closeWithin, waived, null);
    }

    /** All rules apply. */
    public Terms(Duration heartbeat, Duration resultsTtl, boolean idsRise, Duration closeWithin) {
        this(heartbeat, resultsTtl, idsRise, closeWithin, Map.of());
    }
}
