package dev.understudy.mock.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Pipeline;
import dev.understudy.mock.job.Items;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.JobPlan;
import dev.understudy.scenario.Progress;
import dev.understudy.yaml.DurationText;
import java.time.Duration;

/** What the contract's templates can say about a job. */
final class JobVariables {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JobVariables() {}

    /** About a job as it is at this time. */
    static Variables of(Session session, Job job, Duration now) {
        var clock = session.clock();
        var state = job.state(now);
        var variables = new Variables()
                .with("jobId", job.id())
                .with("token", job.token())
                .with("tokenSeconds", job.tokenTtl().toSeconds())
                .with("status", session.contract().statusAfter(state.status()))
                .with("progress", Progress.of(state.processed(), state.total()))
                .with("processed", state.processed())
                .with("total", state.total())
                .with("parts", job.input().parts())
                .with("startedAt", clock.at(job.createdAt()))
                .with("now", clock.at(now))
                .with("error", state.error())
                .with("label", label(session, job));
        var finished = state.finishedAt();
        if (finished != null) {
            variables.with("completedAt", clock.at(finished));
        }
        var ttl = job.scenario().job().resultsTtl().orElse(session.resultsTtl());
        variables.with("ttl", DurationText.print(ttl));
        job.resultsUntil(now, session.resultsTtl()).ifPresent(until -> variables.with("expiresAt", clock.at(until)));
        return variables;
    }

    private static String label(Session session, Job job) {
        return session.contract().pipeline(job.pipeline()).map(Pipeline::label).orElse(job.pipeline());
    }

    /** What became of a completed job's items, added to what is known of it. */
    static Variables addResults(Variables variables, Session session, Job job, Duration now) {
        var plan = job.scenario().job().results();
        var items = new Items(session.contract(), job.input(), job.state(now).total(), plan);
        int created = Math.max(0, items.total() - plan.updated() - plan.duplicates());
        var errors = items.errors();
        return variables
                .with("created", created)
                .with("updated", plan.updated())
                .with("duplicates", plan.duplicates())
                .with("failed", Math.min(items.total(), errors.size()))
                .with("succeeded", Math.max(0, items.total() - plan.duplicates() - errors.size()))
                .with("errors", errors(errors))
                .with("items", items.successful());
    }

    private static ArrayNode errors(java.util.List<JobPlan.ItemError> errors) {
        var array = NODES.arrayNode();
        errors.forEach(error -> {
            var node = array.addObject().put("row", error.row());
            if (!error.isbn().isEmpty()) {
                node.put("isbn", error.isbn());
            }
            node.put("error", error.error());
        });
        return array;
    }
}
