package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation wants in its body.
 *
 * @param schemas JSON pointer of the schema, by media type
 * @param parts for a form: what each part may be, by name
 * @param items {@code x-items}: how a job's items are made from the body
 */
public record RequestShape(Map<String, String> schemas, Map<String, Part> parts, Optional<JsonNode> items) {
    public RequestShape {
        schemas = Map.copyOf(schemas);
        parts = Map.copyOf(parts);
    }

    /**
     * A part of a form.
     *
     * @param least how often it must be there
     * @param most how often it may be there
     * @param maxBytes the largest size of each
     */
    public record Part(int least, int most, long maxBytes) {}

    /** The field of a JSON body by which the client itself names the job; empty if the server does. */
    public Optional<String> jobField() {
        return items.map(words -> words.path("job-id").asText("")).filter(field -> !field.isEmpty());
    }

    /** JSON pointer of the schema for a body of this media type. */
    public Optional<String> schema(String mediaType) {
        return Optional.ofNullable(schemas.get(mediaType));
    }

    /** The largest file that can be in order; where there are none, the largest body. */
    public long maxFileBytes() {
        return parts.values().stream().mapToLong(Part::maxBytes).max().orElse(maxBytes());
    }

    /** The largest body that can be in order, with 64 KiB for what surrounds the parts. */
    public long maxBytes() {
        long sum = parts.values().stream()
                .mapToLong(part -> part.most() * part.maxBytes())
                .sum();
        return (sum == 0 ? 1024 * 1024 : sum) + 64 * 1024;
    }
}
