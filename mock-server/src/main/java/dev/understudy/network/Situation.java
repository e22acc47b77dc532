package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network that has a name, such as {@code 3g}. */
public record Situation(String name, String title, Road down, Road up) {
    /**
     * One direction.
     *
     * @param rate kilobytes (of 1000 bytes) per second; empty if there is no limit
     * @param delay how much later everything arrives, one way
     * @param jitter how much more or less than that it may be
     */
    public record Road(Optional<Integer> rate, Duration delay, Duration jitter) {
        /** Nothing is in the way. */
        public static final Road FREE = new Road(Optional.empty(), Duration.ZERO, Duration.ZERO);
    }

    /** The toxics that make it, the delay before the limit. */
    public List<Impairment> impairments() {
        var all = new ArrayList<Impairment>();
        addTo(all, Direction.UPSTREAM, up);
        addTo(all, Direction.DOWNSTREAM, down);
        return all;
    }

    private static void addTo(List<Impairment> all, Direction direction, Road road) {
        if (!road.delay().isZero() || !road.jitter().isZero()) {
            var times = Map.of(
                    "latency", road.delay().toMillis(), "jitter", road.jitter().toMillis());
            all.add(Impairment.of("latency", direction, times));
        }
        road.rate().ifPresent(rate -> all.add(Impairment.of("bandwidth", direction, Map.of("rate", (long) rate))));
    }
}
