package dev.understudy.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.mock.job.Job;
import java.time.Duration;

/** A new token for a job, during the last part of the old one's life. */
final class RefreshTokenEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        RequestBody.read(call, body -> body.json().ifPresent(json -> refresh(call, json)));
    }

    private static void refresh(Call call, JsonNode body) {
        var jobId = body.path("jobId").asText();
        var job = call.session().find(jobId);
        job.ifPresent(found -> call.playing(found.scenario()));
        if (job.isEmpty()) {
            Answers.error(call, "unknown-job", new Variables().with("jobId", jobId));
            return;
        }
        if (JobCalls.isLimited(call, job.get().scenario())) {
            return;
        }
        var now = call.session().clock().now();
        var plan = JobCalls.plan(call, job.get());
        if (Answers.instead(call, plan, JobVariables.of(call.session(), job.get(), now))) {
            return;
        }
        var refusal = Tokens.refusal(job.get(), body.path("oldToken").asText(), now)
                .or(() -> isTooEarly(call, job.get(), now)
                        ? java.util.Optional.of("refresh-too-early")
                        : java.util.Optional.empty());
        if (refusal.isPresent()) {
            Answers.error(call, refusal.get(), new Variables(), plan);
        } else {
            job.get().renewToken(call.session().ids().token());
            Answers.success(call, JobVariables.of(call.session(), job.get(), now), plan);
        }
    }

    private static boolean isTooEarly(Call call, Job job, Duration now) {
        var window = call.session().contract().times().tokenRefreshWindow();
        return job.tokenAge(now).compareTo(job.tokenTtl().minus(window)) < 0;
    }
}
