package dev.understudy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a client saw of one import.
 *
 * @param losses how often it lost the connection before the end
 * @param results the body of the results
 */
record ImportSeen(String jobId, List<SeenEvent> events, int losses, JsonNode results) {
    ImportSeen {
        events = List.copyOf(events);
    }

    /** An event as the library handed it over; the id is the last that it had seen then. */
    record SeenEvent(String id, String name, String data) {}
}
