package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A message of the event stream.
 *
 * @param name the event's name on the wire
 * @param jobEvent the event of a job's life that it carries
 * @param schema JSON pointer of the payload's schema in {@code openapi.yaml}
 * @param payload the payload as a {@link Template}
 * @param end what is over once it was sent
 * @param snapshot whether it also serves to bring a client up to date
 */
public record Message(String name, String jobEvent, String schema, JsonNode payload, End end, boolean snapshot) {
    /** What a message ends. */
    public enum End {
        NOTHING,
        /** This connection; the job goes on. */
        CONNECTION,
        /** The job, and with it every connection. */
        JOB
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
