package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.MergePatch;
import dev.understudy.scenario.Progress;
import java.util.Map;
import java.util.Optional;

/** The payload of a message about a job, as the contract's template has it. */
final class Payload {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Payload() {}

    static JsonNode of(Contract contract, Message message, String jobId, JobState state) {
        Map<String, JsonNode> variables = Map.of(
                "jobId", NODES.textNode(jobId),
                "status", NODES.textNode(contract.statusAfter(state.status())),
                "progress", NODES.numberNode(Progress.of(state.processed(), state.total())),
                "percent", NODES.numberNode(Progress.percent(state.processed(), state.total())),
                "processed", NODES.numberNode(state.processed()),
                "total", NODES.numberNode(state.total()),
                "failed", NODES.numberNode(state.failed()),
                "succeeded", NODES.numberNode(state.total() - state.failed()));
        return contract.render(message.payload(), name -> Optional.ofNullable(variables.get(name)));
    }

    /** The payload with what a scenario changes about it. */
    static JsonNode patched(Contract contract, Message message, String jobId, JobState state, JsonNode patch) {
        return MergePatch.apply(of(contract, message, jobId, state), patch);
    }
}
