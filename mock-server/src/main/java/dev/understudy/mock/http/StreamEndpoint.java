package dev.understudy.mock.http;

import dev.understudy.mock.job.Job;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.AfterLast;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.JobPlan.Auth;
import java.util.Optional;
import java.util.stream.IntStream;

/** Opens a stream on a job, or refuses to. */
final class StreamEndpoint implements Endpoint {
    private static final String EVENT_STREAM = "text/event-stream";

    @Override
    public void answer(Call call) {
        if (!accepts(call)) {
            Answers.error(call, "wrong-accept", new Variables());
            return;
        }
        JobCalls.find(call, call.header("Last-Event-ID").isPresent()).ifPresent(job -> {
            if (!JobCalls.isLimited(call, job.scenario()) && isLetIn(call, job)) {
                connect(call, job);
            }
        });
    }

    /** A contract without that error takes any request for a stream as one. */
    private static boolean accepts(Call call) {
        return call.session().contract().error("wrong-accept").isEmpty()
                || call.headerLines("Accept")
                        .filter(accept -> AcceptHeader.accepts(accept, EVENT_STREAM))
                        .isPresent();
    }

    private static boolean isLetIn(Call call, Job job) {
        var auth = job.scenario().job().auth();
        var token = auth == Auth.QUERY ? call.query("token") : call.bearer();
        if (token.isEmpty() && auth == Auth.NONE) {
            return true;
        }
        var refusal = token.isEmpty()
                ? Optional.of("unauthorized")
                : Tokens.refusal(job, token.get(), call.session().clock().now());
        refusal.ifPresent(error -> Answers.error(call, error, new Variables()));
        return refusal.isEmpty();
    }

    /** Whether the job has ended, and an earlier connection said that nobody should come back then. */
    private static boolean isOver(Call call, Job job, int number) {
        return job.state(call.session().clock().now()).isFinished()
                && IntStream.range(1, number)
                        .limit(job.scenario().connections().size())
                        .anyMatch(each -> job.scenario().connection(each).afterLast() == AfterLast.NO_CONTENT);
    }

    private static void connect(Call call, Job job) {
        int number = job.connect(Carrier.STREAM);
        ConnectionPlan plan = job.scenario().connection(number).on(Carrier.STREAM);
        if (isOver(call, job, number)) {
            Answers.contentless(call);
            return;
        }
        if (plan.answer().isPresent()) {
            var variables =
                    JobVariables.of(call.session(), job, call.session().clock().now());
            if (!Answers.instead(call, plan.answer().get(), variables)) {
                new StreamConnection(call, job, plan).open();
            }
            return;
        }
        new StreamConnection(call, job, plan).open();
    }
}
