package dev.understudy.network.engine;

import java.util.Locale;
import java.util.Optional;

/** Which way bytes go. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM;

    /** Reads a name in upper or lower case. */
    public static Optional<Direction> named(String name) {
        for (var direction : values()) {
            if (direction.text().equalsIgnoreCase(name)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
