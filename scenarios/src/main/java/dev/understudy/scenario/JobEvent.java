package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event of a job, with what a scenario changes about it.
 *
 * @param name the contract's job event
 * @param processed how many items are done; empty means no change
 * @param total shown instead of the job's own number
 * @param id the id on the wire; the words none and same mean no id, and that of the event before; empty means the next one
 * @param wireName sent instead of the event name of the contract; the word none means no name
 * @param payload merged over the payload; a null removes a field
 * @param data sent as it is instead of the payload; line ends in it make several data lines
 * @param violates which rule or schema this breaks on purpose
 * @param form how it stands on the wire
 */
public record JobEvent(
        String name,
        OptionalInt processed,
        OptionalInt total,
        Optional<String> id,
        Optional<String> wireName,
        Optional<JsonNode> payload,
        Optional<String> data,
        Optional<String> violates,
        WireForm form) {

    /** The event as the contract has it. */
    public static JobEvent plain(String name, OptionalInt processed) {
        return new JobEvent(
                name,
                processed,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                WireForm.USUAL);
    }

    /** The same event with this merged over its payload. */
    public JobEvent withPayload(JsonNode patch) {
        return new JobEvent(name, processed, total, id, wireName, Optional.of(patch), data, violates, form);
    }
}
