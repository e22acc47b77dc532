package dev.understudy.mock.http;

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
                Answers.success(call, JobVariables.addResults(variables, call.session(), job, now), plan);
            }
        });
    }
}
