package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of the event stream.
 *
 * @param name the event's name on the wire; {@link #UNNAMED} for one without
 * @param jobEvent the event of a job's life that it carries
 * @param schema JSON pointer of the payload's schema in {@code openapi.yaml}
 * @param payload the payload as a {@link Template}
 * @param end what is over once it was sent
 * @param snapshot whether it also serves to bring a client up to date
 * @param status the job's status behind it, in the words of the contract's answers
 * @param marks fields of the payload, with their values, that tell it from other messages of its name
 */
public record Message(
        String name,
        String jobEvent,
        String schema,
        JsonNode payload,
        End end,
        boolean snapshot,
        String status,
        Map<String, String> marks) {
    /** The name of an event that is sent without one (WHATWG HTML 9.2.6). */
    public static final String UNNAMED = "message";

    public Message {
        marks = Map.copyOf(marks);
    }

    /** What a message ends. */
    public enum End {
        NOTHING,
        /** This connection; the job goes on. */
        CONNECTION,
        /** The job, and with it every connection. */
        JOB
    }

    /** Whether this payload is one of it, and not of another message of the same name. */
    boolean hasMarks(JsonNode its) {
        return marks.entrySet().stream()
                .allMatch(mark -> its.path(mark.getKey()).asText().equals(mark.getValue()));
    }

    /** The name on the wire of a stream; null for none. */
    public @Nullable String wireName() {
        return name.equals(UNNAMED) ? null : name;
    }

    /** Made of little, for messages are looked up at every event; the template is large. */
    @Override
    public int hashCode() {
        return Objects.hash(name, jobEvent);
    }

    public boolean endsJob() {
        return end == End.JOB;
    }
}
