package dev.understudy.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set of messages. Several can tell the same events of a job, each to its own clients.
 *
 * @param name empty for the only one of a contract that names none
 * @param pushes whether a WebSocket is told what happens; else it is only answered
 * @param events the messages that tell events of a job's life, by job event, in the document's order
 * @param messages all that a server can say, by their keys in {@code asyncapi.yaml}
 * @param occasions what a server says about a connection by itself
 * @param fromClient what a client can say on a WebSocket
 */
public record Dialect(
        String name,
        boolean pushes,
        Map<String, Message> events,
        Map<String, Message> messages,
        Map<Occasion, Message> occasions,
        List<ClientMessage> fromClient) {
    public Dialect {
        events = Collections.unmodifiableMap(new LinkedHashMap<>(events));
        messages = Map.copyOf(messages);
        occasions = Map.copyOf(occasions);
        fromClient = List.copyOf(fromClient);
    }

    /** When a message about a connection is sent; {@code x-connection}. */
    public enum Occasion {
        /** As soon as the connection is open. */
        OPENED,
        /** As soon as somebody is back. */
        RECONNECTED,
        /** After much silence. */
        KEEP_ALIVE,
        /** When it is asked for. */
        REPLY
    }

    /** The message that carries this event of a job's life. */
    public Optional<Message> event(String jobEvent) {
        return Optional.ofNullable(events.get(jobEvent));
    }

    /** The message for this job event, or else with this key. */
    public Optional<Message> message(String jobEventOrKey) {
        return event(jobEventOrKey).or(() -> Optional.ofNullable(messages.get(jobEventOrKey)));
    }

    /** The message with this name on the wire. */
    public Optional<Message> named(String wireName) {
        return messages.values().stream()
                .filter(message -> message.name().equals(wireName))
                .findFirst();
    }

    public Optional<Message> on(Occasion occasion) {
        return Optional.ofNullable(occasions.get(occasion));
    }

    /** The message that says how far a job is. */
    public Optional<Message> snapshot() {
        return events.values().stream().filter(Message::snapshot).findFirst();
    }
}
