package dev.understudy.clients;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.FaultEvent;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.RetryDelayStrategy;
import com.launchdarkly.eventsource.StreamException;
import dev.understudy.clients.ImportSeen.SeenEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The Java library {@code okhttp-eventsource}, in this JVM. */
final class OkHttpEventSource implements ImportingClient {
    private static final Set<String> FINAL = Set.of("completed", "failed", "canceled");

    @Override
    public ImportSeen run(URI server, Path csv) throws StreamException {
        var imports = server.resolve("/api/v2/imports");
        var accepted = given().multiPart("file", csv.toFile(), "text/csv")
                .post(imports)
                .then()
                .statusCode(202)
                .extract()
                .as(JsonNode.class);
        var jobId = accepted.at("/data/jobId").asText();
        var events = new ArrayList<SeenEvent>();
        int losses = follow(imports.resolve(accepted.at("/data/sseUrl").asText()), events);
        var results = given().get(imports + "/" + jobId + "/results")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
        return new ImportSeen(jobId, events, losses, results);
    }

    private static int follow(URI stream, List<SeenEvent> events) throws StreamException {
        int losses = 0;
        try (var source = source(stream)) {
            while (true) {
                var event = source.readAnyEvent();
                if (event instanceof FaultEvent) {
                    losses++;
                } else if (event instanceof MessageEvent message) {
                    events.add(new SeenEvent(message.getLastEventId(), message.getEventName(), message.getData()));
                    if (FINAL.contains(message.getEventName())) {
                        return losses;
                    }
                }
            }
        }
    }

    private static EventSource source(URI stream) {
        // Left alone it takes up to half off the time that the server asked for.
        var noEarlierThanAsked = RetryDelayStrategy.defaultStrategy().jitterMultiplier(0);
        return new EventSource.Builder(ConnectStrategy.http(stream).readTimeout(10, TimeUnit.SECONDS))
                .errorStrategy(ErrorStrategy.continueWithMaxAttempts(3))
                .retryDelayStrategy(noEarlierThanAsked)
                .build();
    }

    @Override
    public String toString() {
        return "okhttp-eventsource";
    }
}
