package dev.understudy.mock.http;

/** The state of a job. */
final class StatusEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        JobCalls.find(call, true).ifPresent(job -> {
            if (JobCalls.isLimited(call, job.scenario())) {
                return;
            }
            var now = call.session().clock().now();
            var plan = JobCalls.plan(call, job);
            var variables = JobVariables.of(call.session(), job, now);
            if (!Answers.instead(call, plan, variables)) {
                Answers.success(call, variables, plan);
            }
        });
    }
}
