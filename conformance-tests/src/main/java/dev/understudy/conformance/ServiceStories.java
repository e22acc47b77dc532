package dev.understudy.conformance;

import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.verdict.Label;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Stories without a job, or with requests that are not in order. */
final class ServiceStories {
    private static final String NO_SUCH_JOB = "job_that_never_was_1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ServiceStories() {}

    /** All operations that concern no job and change nothing. */
    static void service(Driver driver, String pipeline) {
        for (var operation : driver.contract().operations()) {
            if (isHarmless(operation)) {
                driver.send(operation, driver.url(operation, Map.of()), driver.request("service", "-", operation));
            }
        }
    }

    private static boolean isHarmless(Operation operation) {
        return operation.role().isEmpty() && operation.method().equals("GET");
    }

    static void refusals(Driver driver, String pipeline) throws InterruptedException {
        var create = driver.operation(JobRole.CREATE, pipeline);
        createWithout(driver, create);
        if (driver.contract().rule("ERROR-UNKNOWN-JOB").isPresent()) {
            unknownJob(driver, pipeline);
        }
        if (driver.contract().rule("ERROR-ACCEPT").isPresent()
                && driver.contract().operation(JobRole.STREAM, pipeline).isPresent()) {
            wrongAccept(driver, pipeline);
        }
    }

    private static void createWithout(Driver driver, Operation create) {
        var request = driver.request("create-missing", "-", create);
        var url = driver.url(create, Map.of());
        driver.send(
                create,
                url,
                create.request().orElseThrow().schema("application/json").isPresent()
                        ? Uploads.json(request, Map.of())
                        : Uploads.file(request, "something-else", "x.txt", new byte[] {'x'}, "text/plain"));
    }

    private static boolean wantsList(Operation create) {
        return create.request().orElseThrow().items().orElseThrow().has("list");
    }

    static void tooMany(Driver driver, String pipeline) {
        var create = driver.operation(JobRole.CREATE, pipeline);
        var shape = create.request().orElseThrow();
        var items = shape.items().orElseThrow();
        var request = driver.request("create-bounds", "-", create);
        var url = driver.url(create, Map.of());
        if (wantsList(create)) {
            driver.send(
                    create,
                    url,
                    Uploads.json(request, Map.of(items.path("list").asText(), Uploads.entries(items, 1001, ""))));
            return;
        }
        var part = items.path("part").asText();
        var rule = shape.parts().get(part);
        if (rule == null || rule.most() <= 1) {
            throw new CaseSkippedException(
                    "a job of " + pipeline + " is made of one file, of which there cannot be too many");
        }
        driver.send(create, url, Uploads.photos(request, part, rule.most() + 1, TargetProfile.JobKind.plain(1)));
    }

    /** One byte too many, for a single file; photos would cost the target more than they prove. */
    static void tooLarge(Driver driver, String pipeline) {
        var create = driver.operation(JobRole.CREATE, pipeline);
        var shape = create.request().orElseThrow();
        var part = shape.items().orElseThrow().path("part").asText();
        var rule = shape.parts().get(part);
        if (rule == null || rule.most() != 1) {
            throw new CaseSkippedException("a job of " + pipeline + " is not made of one file that could be too large");
        }
        var content = new byte[(int) rule.maxBytes() + 1];
        Arrays.fill(content, (byte) 'a');
        driver.send(
                create,
                driver.url(create, Map.of()),
                Uploads.file(driver.request("create-size", "-", create), part, "large.csv", content, "text/csv"));
    }

    private static void unknownJob(Driver driver, String pipeline) throws InterruptedException {
        for (var role : List.of(JobRole.STATUS, JobRole.RESULTS)) {
            var found = driver.contract().operation(role, pipeline);
            if (found.isEmpty()) {
                continue;
            }
            var operation = found.get();
            var request = driver.request(role.word() + "-unknown-job", "-", operation);
            driver.send(operation, driver.url(operation, Map.of("jobId", NO_SUCH_JOB)), request);
        }
        if (driver.contract().operation(JobRole.STREAM, pipeline).isPresent()) {
            get(driver, pipeline, "stream-unknown-job", "text/event-stream");
        }
    }

    private static void wrongAccept(Driver driver, String pipeline) throws InterruptedException {
        get(driver, pipeline, "stream-wrong-accept", "application/json");
    }

    private static void get(Driver driver, String pipeline, String purpose, String accept) throws InterruptedException {
        var operation = driver.operation(JobRole.STREAM, pipeline);
        var url = driver.url(operation, Map.of("jobId", NO_SUCH_JOB));
        var label = new Label(purpose, "-", operation.id());
        driver.awaitEnd(driver.ask(url, label, Map.of("Accept", accept)), PATIENCE);
    }

    static void tokens(Driver driver, String pipeline) {
        var refresh = driver.operation(JobRole.REFRESH_TOKEN, pipeline);
        var job = driver.create(pipeline, "slow");
        for (var token : List.of("not-the-token", job.token())) {
            var request = driver.request("refresh-refused", job.name(), refresh);
            driver.send(
                    refresh,
                    driver.url(refresh, Map.of()),
                    Uploads.json(request, Map.of("jobId", job.id(), "oldToken", token)));
        }
    }

    static void cors(Driver driver, String pipeline) throws InterruptedException {
        var origin = driver.profile()
                .origin()
                .orElseGet(() -> driver.contract().cors().origins().get(0));
        var stream = driver.operation(JobRole.STREAM, pipeline);
        var preflight = driver.request("preflight", "-", stream)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,last-event-id");
        RestRequests.send(preflight, "OPTIONS", driver.url(stream, Map.of("jobId", NO_SUCH_JOB)), driver.pulse());
        var status = driver.operation(JobRole.STATUS, pipeline);
        var get = driver.request("cors-get", "-", status).header("Origin", origin);
        driver.send(status, driver.url(status, Map.of("jobId", NO_SUCH_JOB)), get);
        var listener = driver.stream(driver.create(pipeline, "usual"), Approach.fromPage("stream-cors", origin));
        listener.awaitEvents(1, PATIENCE);
        listener.leave("it has seen enough");
    }
}
