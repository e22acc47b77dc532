package dev.understudy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.JobRole;
import dev.understudy.verdict.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Stories of jobs that the client names, and may listen to before it makes them. */
final class SessionStories {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofMillis(300);
    private static final String ORIGIN = "https://page.example";

    private SessionStories() {}

    /** First the stream, then the import; and the same session once more. */
    static void session(Driver driver, String pipeline) throws InterruptedException {
        var session = session(driver, pipeline, "session-1");
        var stream = driver.stream(session, "stream");
        stream.awaitOpen(OPEN);
        submit(driver, session);
        driver.awaitEnd(stream);
        var again = driver.stream(session, "stream-reuse");
        driver.awaitEnd(again, driver.profile().terms().closeWithin().plusSeconds(1));
    }

    /** Two listen, and one of them submits. */
    static void twoSessions(Driver driver, String pipeline) throws InterruptedException {
        var mine = session(driver, pipeline, "session-1");
        var stream = driver.stream(mine, "stream");
        var other = driver.stream(session(driver, pipeline, "session-2"), "stream-of-another");
        stream.awaitOpen(OPEN);
        other.awaitOpen(OPEN);
        submit(driver, mine);
        driver.awaitEnd(stream);
        driver.letPass(SILENT);
        other.leave("nothing is to be heard here");
    }

    /** What a page of any origin may do. */
    static void anyOrigin(Driver driver, String pipeline) throws InterruptedException {
        var create = driver.operation(JobRole.CREATE, pipeline);
        var preflight = driver.request("preflight-create", "-", create)
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", create.method())
                .header("Access-Control-Request-Headers", "content-type");
        RestRequests.send(preflight, "OPTIONS", driver.url(create, Map.of()), driver.pulse());
        var session = session(driver, pipeline, "session-1");
        var label = new Label(
                "stream-of-page",
                session.name(),
                driver.operation(JobRole.STREAM, pipeline).id());
        var stream = driver.ask(session.stream(), label, Map.of("Accept", "text/event-stream", "Origin", ORIGIN));
        stream.awaitOpen(OPEN);
        stream.leave("it has seen enough");
    }

    /** A session that nobody has used. */
    private static Driver.JobRef session(Driver driver, String pipeline, String name) {
        var id = UUID.randomUUID().toString();
        var url = driver.url(driver.operation(JobRole.STREAM, pipeline), Map.of("jobId", id));
        return new Driver.JobRef(name, pipeline, id, "", url, url);
    }

    private static void submit(Driver driver, Driver.JobRef session) {
        var create = driver.operation(JobRole.CREATE, session.pipeline());
        var kind = driver.profile()
                .job("usual")
                .orElseThrow(() -> new CaseStoppedException("the profile has no jobs.usual"));
        var shape = create.request().orElseThrow();
        var sample = kind.file()
                .map(SessionStories::read)
                .orElseGet(() -> shape.items().orElseThrow().path("sample"));
        var body = ((ObjectNode) sample.deepCopy()).put(shape.jobField().orElseThrow(), session.id());
        var request = driver.request("create", session.name(), create).headers(kind.headers());
        var response = driver.send(create, driver.url(create, Map.of()), Uploads.json(request, body));
        if (response.statusCode() / 100 != 2) {
            throw new CaseStoppedException(
                    "nothing was imported: " + create + " was answered with " + response.statusCode());
        }
    }

    private static JsonNode read(Path file) {
        try {
            var body = JSON.readTree(file.toFile());
            if (body instanceof ObjectNode) {
                return body;
            }
            throw new CaseStoppedException("the profile's file " + file + " is no JSON object");
        } catch (IOException e) {
            throw new CaseStoppedException("the profile's file " + file + " cannot be read: " + e);
        }
    }
}
