package dev.understudy.contract;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the contract: a method on a path.
 *
 * @param method in upper case
 * @param role which part of a job's life it serves; empty for operations that concern no job
 * @param pipeline whose jobs it serves; empty if those of any
 * @param responses by status
 * @param dialect which messages its stream speaks; empty for those of the contract's first dialect
 * @param headers headers of each of its answers
 */
public record Operation(
        String id,
        String method,
        PathTemplate path,
        Optional<JobRole> role,
        Optional<String> pipeline,
        Optional<RequestShape> request,
        Map<Integer, ResponseShape> responses,
        Optional<String> dialect,
        Map<String, String> headers,
        boolean deprecated) {
    public Operation {
        responses = Map.copyOf(responses);
        headers = Map.copyOf(headers);
    }

    /** The answer that means success: the lowest 2xx. */
    public ResponseShape success() {
        return responses.values().stream()
                .filter(response -> response.status() / 100 == 2)
                .min(Comparator.comparingInt(ResponseShape::status))
                .orElseThrow(() -> new IllegalStateException(id + " has no 2xx response"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
