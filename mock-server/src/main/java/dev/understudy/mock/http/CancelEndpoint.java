package dev.understudy.mock.http;

import dev.understudy.mock.job.Job;

/** Ends a job, for whoever holds its token. */
final class CancelEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        var token = call.bearer();
        if (token.isEmpty()) {
            // Before the job is looked for: a stranger must not learn which jobs there are.
            unauthorized(call);
            return;
        }
        JobCalls.find(call, true).ifPresent(job -> {
            if (!JobCalls.isLimited(call, job.scenario())) {
                cancel(call, job, token.get());
            }
        });
    }

    private static void unauthorized(Call call) {
        var known = call.session().find(call.jobId());
        known.ifPresent(job -> call.playing(job.scenario()));
        var plan = known.map(job -> JobCalls.plan(call, job)).orElse(dev.understudy.scenario.AnswerPlan.NORMAL);
        if (!Answers.instead(call, plan, new Variables())) {
            Answers.error(call, "unauthorized", new Variables(), plan);
        }
    }

    private static void cancel(Call call, Job job, String token) {
        var plan = JobCalls.plan(call, job);
        var now = call.session().clock().now();
        if (Answers.instead(call, plan, JobVariables.of(call.session(), job, now))) {
            return;
        }
        var refusal = Tokens.refusal(job, token, now);
        if (refusal.isPresent()) {
            Answers.error(call, refusal.get(), new Variables(), plan);
            return;
        }
        boolean hadEnded = job.state(now).isFinished();
        job.cancel();
        var variables = JobVariables.of(
                        call.session(), job, call.session().clock().now())
                .with("message", hadEnded ? "The job had ended already" : "Job canceled successfully");
        Answers.success(call, variables, plan);
    }
}
