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
 * @param patience by how much the contract's own times are stretched, for a machine on which everything takes longer; 0, as in older
 *     reports, is 1
 */
public record Terms(
        Duration heartbeat,
        Duration resultsTtl,
        boolean idsRise,
        Duration closeWithin,
        Map<String, String> waived,
        @Nullable Slo slo,
        double patience) {
    public Terms {
        patience = patience == 0 ? 1 : patience;
        waived = Map.copyOf(waived);
    }

    /** The contract's own times are as they are. */
    public Terms(
            Duration heartbeat,
            Duration resultsTtl,
            boolean idsRise,
            Duration closeWithin,
            Map<String, String> waived,
            @Nullable Slo slo) {
        this(heartbeat, resultsTtl, idsRise, closeWithin, waived, slo, 1);
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

    /** The same with so many times the patience. What the target promises stays as it is. */
    public Terms patient(double times) {
        var longer = Duration.ofNanos(Math.round(closeWithin.toNanos() * times));
        return new Terms(heartbeat, resultsTtl, idsRise, longer, waived, slo, patience * times);
    }

    /** One of the contract's own times, stretched. */
    public Duration stretched(Duration time) {
        return Duration.ofNanos(Math.round(time.toNanos() * patience));
    }
}
