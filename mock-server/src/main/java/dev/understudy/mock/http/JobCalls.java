package dev.understudy.mock.http;

import dev.understudy.mock.job.Job;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.Scenario;
import java.util.Optional;

/** What all calls about a job have in common: finding it, its limits, and what its scenario wants instead. */
final class JobCalls {
    private JobCalls() {}

    /** The job that a call names; empty, and answered with 404, if there is none. */
    static Optional<Job> find(Call call, boolean comingBack) {
        var pipeline = call.operation()
                .pipeline()
                .orElseGet(() ->
                        call.session().contract().pipelines().iterator().next().name());
        var job = call.session().contract().awaitsJobs()
                ? Optional.of(call.session().findOrAwait(call.jobId(), pipeline, call.chosenScenario()))
                : call.session().findOrPlay(call.jobId(), pipeline, comingBack);
        job.ifPresent(found -> call.playing(found.scenario()));
        if (job.isEmpty()) {
            call.session().nearMiss(call.jobId()).ifPresent(call::nearMiss);
            Answers.error(call, "unknown-job", new Variables().with("jobId", call.jobId()));
        }
        return job;
    }

    /** Counts the call against its scenario's limit; true if it was over, and is answered. */
    static boolean isLimited(Call call, Scenario scenario) {
        var limit = scenario.rateLimits().get(call.role());
        if (limit == null) {
            return false;
        }
        var count = call.session().limiter().count(scenario.id() + " " + call.role(), limit);
        Answers.limitHeaders(call, count);
        if (!count.allowed()) {
            Answers.error(call, "rate-limited", new Variables().with("retryAfter", count.retryAfterSeconds()));
        }
        return !count.allowed();
    }

    /** What the job's scenario says about this call of its kind. */
    static AnswerPlan plan(Call call, Job job) {
        return job.scenario().answer(call.role(), job.countCall(call.role()));
    }
}
