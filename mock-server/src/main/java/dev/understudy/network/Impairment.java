package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import dev.understudy.scenario.situation.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A toxic as it is asked for.
 *
 * @param name unique for its proxy
 * @param type one of Toxiproxy's, such as {@code latency}
 * @param attributes those that are not 0, in Toxiproxy's words and units
 */
public record Impairment(String name, String type, Direction direction, Map<String, Long> attributes) {
    /** Copies the attributes. */
    public Impairment {
        attributes = Map.copyOf(attributes);
    }

    /** One with a name made of its type and direction, as Toxiproxy does. */
    public static Impairment of(String type, Direction direction, Map<String, Long> attributes) {
        return new Impairment(type + "_" + direction.text(), type, direction, attributes);
    }

    /** The toxics that make a profile, the delay before the limit. */
    static List<Impairment> of(Profile profile) {
        var all = new ArrayList<Impairment>();
        addTo(all, Direction.UPSTREAM, profile.up());
        addTo(all, Direction.DOWNSTREAM, profile.down());
        return all;
    }

    private static void addTo(List<Impairment> all, Direction direction, Profile.Road road) {
        if (!road.delay().isZero() || !road.jitter().isZero()) {
            var times = Map.of(
                    "latency", road.delay().toMillis(), "jitter", road.jitter().toMillis());
            all.add(of("latency", direction, times));
        }
        road.rate().ifPresent(rate -> all.add(of("bandwidth", direction, Map.of("rate", (long) rate))));
        if (road.lost()) {
            all.add(of("timeout", direction, Map.of()));
        }
    }

    long attribute(String attribute) {
        return attributes.getOrDefault(attribute, 0L);
    }
}
