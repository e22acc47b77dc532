package dev.understudy.mock.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client as people write it: it reads events, and comes back with the last whole id when a stream breaks. */
final class MyClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final List<String> events = new ArrayList<>();
    private String lastId = "";
    private String pendingId = "";
    private String pendingName = "";
    private long waitMillis = 3000;

    MyClient(URI base) {
        this.base = base;
    }

    /** Follows a job to its end, and says what its events were called. */
    List<String> follow(String job) throws IOException, InterruptedException {
        while (!events.contains("completed")) {
            try (var lines = http.send(request(job), BodyHandlers.ofLines()).body()) {
                lines.forEach(this::read);
            } catch (UncheckedIOException e) {
                pendingName = "";
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, waitMillis + 50, TimeUnit.MILLISECONDS)
                        .join();
            }
        }
        return events;
    }

    private HttpRequest request(String job) {
        var request = HttpRequest.newBuilder(base.resolve("/api/v2/imports/" + job + "/stream"))
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache");
        return (lastId.isEmpty() ? request : request.header("Last-Event-ID", lastId)).build();
    }

    private void read(String line) {
        if (line.startsWith("retry: ")) {
            waitMillis = Long.parseLong(line.substring("retry: ".length()));
        } else if (line.startsWith("id: ")) {
            pendingId = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
            pendingName = line.substring("event: ".length());
        } else if (line.isEmpty() && !pendingName.isEmpty()) {
            lastId = pendingId;
            events.add(pendingName);
            pendingName = "";
        }
    }
}
