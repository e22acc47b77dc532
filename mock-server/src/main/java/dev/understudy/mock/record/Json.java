package dev.understudy.mock.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** JSON as a recording wants it. */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** The value, or empty if the text is no JSON. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            // Whoever asks wants to know just that.
            return Optional.empty();
        }
    }

    /** The merge patch (RFC 7396) that makes the one of the other; empty if they are the same. */
    static Optional<JsonNode> patch(JsonNode from, JsonNode to) {
        if (isSame(from, to)) {
            return Optional.empty();
        }
        if (!from.isObject() || !to.isObject()) {
            return Optional.of(to);
        }
        ObjectNode patch = NODES.objectNode();
        to.properties()
                .forEach(field -> patch(from.path(field.getKey()), field.getValue())
                        .ifPresent(change -> patch.set(field.getKey(), change)));
        from.properties().stream()
                .filter(field -> !to.has(field.getKey()))
                .forEach(field -> patch.putNull(field.getKey()));
        return Optional.<JsonNode>of(patch).filter(changes -> !changes.isEmpty());
    }

    /** Whether both have the same fields, down to the last; values may differ. */
    static boolean hasSameFields(JsonNode one, JsonNode other) {
        return one.isObject() == other.isObject()
                && one.size() == other.size()
                && one.properties().stream()
                        .allMatch(field -> other.has(field.getKey())
                                && hasSameFields(field.getValue(), other.get(field.getKey())));
    }

    /** Numbers are the same if their values are, however they are written. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }
}
