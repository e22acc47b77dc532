package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * One answer of an operation.
 *
 * @param schemas JSON pointer of the body's schema, by media type
 * @param headers what headers there must or may be, by lower-case name
 * @param answer {@code x-answer}: the body as a template, for a server that stands in
 */
public record ResponseShape(
        int status, Map<String, String> schemas, Map<String, Header> headers, Optional<JsonNode> answer) {
    public ResponseShape {
        schemas = Map.copyOf(schemas);
        headers = Map.copyOf(headers);
    }

    /** A header of an answer; {@code schema} is the JSON pointer of its schema. */
    public record Header(String name, boolean required, String schema) {}
}
