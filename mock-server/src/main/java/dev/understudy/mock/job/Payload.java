package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.Progress;
import java.util.Map;
import java.util.Optional;

/** The payload of a message about a job, as the contract's template has it. */
final class Payload {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ERROR = "error";

    private Payload() {}

    static JsonNode of(Contract contract, Message message, String jobId, JobState state) {
        Map<String, JsonNode> variables = Map.of(
                "jobId", NODES.textNode(jobId),
                "status", NODES.textNode(contract.statusAfter(state.status())),
                "progress", NODES.numberNode(Progress.of(state.processed(), state.total())),
                "percent", NODES.numberNode(Progress.percent(state.processed(), state.total())),
                "processed", NODES.numberNode(state.processed()),
                "total", NODES.numberNode(state.total()));
        return contract.render(message.payload(), name -> Optional.ofNullable(variables.get(name)));
    }

    /** What says that this went wrong, merged over the payload of a message: where its template says what did. */
    static Optional<ObjectNode> errorPatch(JsonNode template, JsonNode error) {
        if (template.has(ERROR)) {
            return Optional.of(NODES.objectNode().set(ERROR, error));
        }
        for (var field : template.properties()) {
            var inner = errorPatch(field.getValue(), error);
            if (inner.isPresent()) {
                return Optional.of(NODES.objectNode().set(field.getKey(), inner.get()));
            }
        }
        return Optional.empty();
    }

    /** Of what went wrong, as much as the template itself has fields for. */
    static ObjectNode sameFields(JsonNode template, JsonNode error) {
        var patch = NODES.objectNode();
        error.properties().forEach(field -> {
            if (template.has(field.getKey())) {
                patch.set(field.getKey(), field.getValue());
            }
        });
        return patch;
    }

    /** What a payload, or its template, says went wrong. */
    static Optional<JsonNode> error(JsonNode payload) {
        return Optional.ofNullable(payload.findValue(ERROR));
    }
}
