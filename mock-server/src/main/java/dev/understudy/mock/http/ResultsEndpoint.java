package dev.understudy.mock.http;

import dev.understudy.contract.Operation;
import dev.understudy.mock.job.Job;
import java.util.Optional;

/** The results of a job, from its completion until they expire. */
final class ResultsEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        JobCalls.find(call, true).ifPresent(job -> {
            if (JobCalls.isLimited(call, job.scenario())) {
                return;
            }
            var now = call.session().clock().now();
            var plan = JobCalls.plan(call, job);
            var variables = JobVariables.of(call.session(), job, now);
            var until = job.resultsUntil(now, call.session().resultsTtl());
            if (Answers.instead(call, plan, variables)) {
                return;
            }
            if (until.isEmpty()) {
                Answers.error(call, "results-not-ready", variables, plan);
            } else if (now.compareTo(until.get()) >= 0) {
                Answers.error(call, "results-expired", variables, plan);
            } else {
                JobVariables.addResults(variables, call.session(), job, now);
                Answers.success(call, form(call, job), variables, plan);
            }
        });
    }

    /** An operation for jobs of any pipeline has no form of its own: results look as those of the job's pipeline do. */
    private static Operation form(Call call, Job job) {
        var asked = call.operation();
        return call.session().contract().operations().stream()
                .filter(each -> each.role().equals(asked.role()))
                .filter(each -> asked.pipeline().isEmpty() && each.pipeline().equals(Optional.of(job.pipeline())))
                .findFirst()
                .orElse(asked);
    }
}
