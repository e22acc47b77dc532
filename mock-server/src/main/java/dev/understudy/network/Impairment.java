package dev.understudy.network;

import dev.understudy.network.engine.Direction;
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

    long attribute(String attribute) {
        return attributes.getOrDefault(attribute, 0L);
    }
}
