package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was uploaded, as far as the job cares.
 *
 * @param items the fields of each item
 * @param parts how many files there were
 * @param flaw the error with which the job fails, if the input is such that it must
 */
public record JobInput(List<Map<String, String>> items, int parts, Optional<JsonNode> flaw) {
    public JobInput {
        items = List.copyOf(items);
    }

    /** Whether a file was uploaded that is in order and has nothing in it. */
    boolean isEmptyFile() {
        return parts > 0 && items.isEmpty() && flaw.isEmpty();
    }

    boolean isNothing() {
        return parts == 0 && items.isEmpty() && flaw.isEmpty();
    }

    /** Nothing was uploaded: the job was not created by a request. */
    public static JobInput none() {
        return new JobInput(List.of(), 0, Optional.empty());
    }
}
