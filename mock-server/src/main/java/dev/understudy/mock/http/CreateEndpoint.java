package dev.understudy.mock.http;

import dev.understudy.contract.RequestShape;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** Creates a job from an upload. */
final class CreateEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        RequestBody.read(call, body -> create(call, body));
    }

    private static void create(Call call, RequestBody body) {
        var session = call.session();
        var scenario = scenario(call, body);
        call.playing(scenario);
        if (JobCalls.isLimited(call, scenario)) {
            return;
        }
        var plan = scenario.answer(call.role(), session.countCall(scenario, call.role()));
        if (Answers.instead(call, plan, limits(call))) {
            return;
        }
        var pipeline = session.contract()
                .pipeline(call.operation().pipeline().orElseThrow())
                .orElseThrow();
        var shape = call.operation().request().orElseThrow();
        var input = InputReader.read(shape, body);
        var chosen = chosen(shape, body);
        var made = session.contract().awaitsJobs() && chosen.isPresent()
                ? Optional.of(session.begin(chosen.get(), pipeline, scenario, input))
                : session.create(pipeline, chosen, scenario, input);
        if (made.isEmpty()) {
            Answers.error(call, "job-exists", new Variables().with("jobId", chosen.orElse("")));
            return;
        }
        var job = made.get();
        Answers.success(call, JobVariables.of(session, job, session.clock().now()), plan);
    }

    /** The id that the client gives its job, where the contract lets it. */
    private static Optional<String> chosen(RequestShape shape, RequestBody body) {
        return shape.jobField()
                .flatMap(field -> body.json().map(json -> json.path(field).asText("")))
                .filter(id -> !id.isEmpty());
    }

    /** What the contract's errors about an upload may tell. */
    private static Variables limits(Call call) {
        var variables = new Variables();
        call.operation().request().ifPresent(shape -> variables.with("maxBytes", shape.maxFileBytes()));
        return variables;
    }

    /** The header decides, then the uploaded file's name, then the session's default. */
    private static Scenario scenario(Call call, RequestBody body) {
        if (call.header("X-Mock-Scenario").isPresent()) {
            return call.chosenScenario();
        }
        return body.parts().values().stream()
                .flatMap(List::stream)
                .map(part -> byFileName(call.session(), part.fileName()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(call::chosenScenario);
    }

    private static Optional<Scenario> byFileName(Session session, String fileName) {
        int dot = fileName.lastIndexOf('.');
        return session.catalogue().find(dot < 0 ? fileName : fileName.substring(0, dot));
    }
}
