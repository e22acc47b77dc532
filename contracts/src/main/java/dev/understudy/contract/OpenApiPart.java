package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code openapi.yaml} contributes to a contract. Maps keep the document's order. */
record OpenApiPart(
        List<Operation> operations,
        Map<String, Pipeline> pipelines,
        Map<String, ErrorKind> errors,
        JsonNode errorBody,
        Times times,
        Cors cors,
        List<Map<String, String>> samples,
        Map<String, Integer> limits,
        Shapes shapes,
        Template template) {
    OpenApiPart {
        operations = List.copyOf(operations);
        pipelines = Collections.unmodifiableMap(new LinkedHashMap<>(pipelines));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }
}
