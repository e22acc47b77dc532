package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a client can say on a WebSocket.
 *
 * @param key its key in {@code asyncapi.yaml}
 * @param matches what it looks like: an object has members that the message has, a text is the whole message
 * @param schema JSON pointer of its schema in {@code openapi.yaml}
 * @param does what comes of it
 * @param reply the key of the message that answers it, or {@link #LATEST}
 */
public record ClientMessage(String key, List<JsonNode> matches, String schema, Effect does, Optional<String> reply) {
    /** Answered with the event of the job that happened last. */
    public static final String LATEST = "latest";

    /** What comes of a client's message, beside an answer. */
    public enum Effect {
        NOTHING,
        /** From then on the client is told what happens. */
        READY,
        /** The job is canceled. */
        CANCEL
    }

    public ClientMessage {
        matches = List.copyOf(matches);
    }

    /** Whether this JSON is such a message. */
    public boolean fits(JsonNode message) {
        return matches.stream()
                .filter(JsonNode::isObject)
                .anyMatch(members -> members.properties().stream()
                        .allMatch(member -> member.getValue().equals(message.get(member.getKey()))));
    }

    /** Whether this text, which need not be JSON, is such a message. */
    public boolean fits(String text) {
        return matches.stream()
                .anyMatch(match -> match.isTextual() && match.textValue().equals(text));
    }
}
