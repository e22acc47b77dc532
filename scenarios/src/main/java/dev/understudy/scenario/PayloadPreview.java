package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payload that an event will have, for a made-up job. */
final class PayloadPreview {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PayloadPreview() {}

    static JsonNode of(Contract contract, Message message, JobEvent event, int processed, int total) {
        int shown = event.total().orElse(total);
        var variables = new HashMap<String, JsonNode>(Map.of(
                "jobId", NODES.textNode("job"),
                "status", NODES.textNode(contract.statusAfter("processing")),
                "progress", NODES.numberNode(Progress.of(processed, shown)),
                "percent", NODES.numberNode(Progress.percent(processed, shown)),
                "processed", NODES.numberNode(processed),
                "total", NODES.numberNode(shown)));
        addSurroundings(variables, contract, processed);
        var payload = contract.render(message.payload(), name -> Optional.ofNullable(variables.get(name)));
        return event.payload()
                .map(change -> MergePatch.apply(payload, (ObjectNode) change))
                .orElse(payload);
    }

    /** Of what the job is not itself. */
    private static void addSurroundings(Map<String, JsonNode> variables, Contract contract, int processed) {
        var pipeline = contract.pipelines().iterator().next();
        variables.put("pipeline", NODES.textNode(pipeline.name()));
        variables.put("label", NODES.textNode(pipeline.label()));
        for (var time : List.of("now", "startedAt", "completedAt", "expiresAt")) {
            variables.put(time, NODES.textNode("2026-01-01T00:00:00.000Z"));
        }
        variables.put("nowMillis", NODES.numberNode(1_767_225_600_000L));
        variables.put("durationMillis", NODES.numberNode(1000));
        variables.put("succeeded", NODES.numberNode(processed));
        variables.put("failed", NODES.numberNode(0));
        variables.put("parts", NODES.numberNode(1));
    }
}
