package dev.understudy.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One story, checked and ready to be played.
 *
 * @param group the folder that it stands in, for example {@code lifecycle}
 * @param about which failure it provokes, in plain words
 * @param pipelines the kinds of jobs that it can happen to
 * @param connections what happens to the first, second, ... stream connection; the last entry serves all later ones; never empty
 * @param answers per part of a job's life (a {@code JobRole} word): the first, second, ... answer; the last entry serves all later ones
 * @param errors what is answered instead of the contract's error of this name
 * @param headers headers of every answer that differ, preflights included; an empty value means that it is left out
 * @param network what a fault proxy does between a real server and its client
 * @param expect what either side must do, beyond the contract's rules
 */
public record Scenario(
        String id,
        String group,
        String title,
        List<String> tags,
        String about,
        List<String> pipelines,
        JobPlan job,
        List<ConnectionPlan> connections,
        Map<String, List<AnswerPlan>> answers,
        Map<String, RateLimit> rateLimits,
        Map<String, AnswerPlan> errors,
        Map<String, Optional<String>> headers,
        List<NetworkFault> network,
        Expectations expect) {
    public Scenario {
        tags = List.copyOf(tags);
        pipelines = List.copyOf(pipelines);
        connections = List.copyOf(connections);
        answers = Map.copyOf(answers);
        rateLimits = Map.copyOf(rateLimits);
        errors = Map.copyOf(errors);
        headers = Map.copyOf(headers);
        network = List.copyOf(network);
    }

    /** What happens to the n-th stream connection of a job, counting from 1. */
    public ConnectionPlan connection(int number) {
        return connections.get(Math.min(number, connections.size()) - 1);
    }

    /** Whether what such a connection sends is more than its job's events: then only its bytes say what a reader gets. */
    public boolean writesBytes(ConnectionPlan plan) {
        return plan.heartbeatAs().isPresent()
                || plan.faults().stream().anyMatch(fault -> fault.what().writesBytes())
                || job.timeline().stream().anyMatch(step -> step.step().writesBytes());
    }

    /** What the n-th call of this kind is answered with, counting from 1. */
    public AnswerPlan answer(String role, int number) {
        var plans = answers.getOrDefault(role, List.of());
        return plans.isEmpty() ? AnswerPlan.NORMAL : plans.get(Math.min(number, plans.size()) - 1);
    }
}
