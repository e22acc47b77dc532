package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import java.util.Map;
import java.util.Optional;

/** The payload that an event will have, for a made-up job. */
final class PayloadPreview {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PayloadPreview() {}

    static JsonNode of(Contract contract, Message message, JobEvent event, int processed, int total) {
        int shown = event.total().orElse(total);
        Map<String, JsonNode> variables = Map.of(
                "jobId", NODES.textNode("job"),
                "status", NODES.textNode(contract.statusAfter("processing")),
                "progress", NODES.numberNode(Progress.of(processed, shown)),
                "percent", NODES.numberNode(Progress.percent(processed, shown)),
                "processed", NODES.numberNode(processed),
                "total", NODES.numberNode(shown),
                "failed", NODES.numberNode(0),
                "succeeded", NODES.numberNode(shown));
        var payload = contract.render(message.payload(), name -> Optional.ofNullable(variables.get(name)));
        return event.payload()
                .map(change -> MergePatch.apply(payload, (ObjectNode) change))
                .orElse(payload);
    }
}
