package dev.understudy.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names that a template of the contract may use, and their values. */
final class Variables implements Function<String, Optional<JsonNode>> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, JsonNode> values = new HashMap<>();

    Variables with(String name, String value) {
        values.put(name, NODES.textNode(value));
        return this;
    }

    Variables with(String name, long value) {
        values.put(name, NODES.numberNode(value));
        return this;
    }

    Variables with(String name, double value) {
        values.put(name, NODES.numberNode(value));
        return this;
    }

    /** ISO 8601 with milliseconds, in UTC. */
    Variables with(String name, Instant value) {
        return with(name, ISO.format(value.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Absent if the value is null. */
    Variables with(String name, @Nullable JsonNode value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    @Override
    public Optional<JsonNode> apply(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
