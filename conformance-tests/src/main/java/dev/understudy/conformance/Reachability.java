package dev.understudy.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether anybody answers at the target's address: one clear answer instead of a hundred failures. */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Reachability() {}

    static void check(URI baseUrl, HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(baseUrl.resolve("/health"))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UnreachableTargetException(
                    "Nobody answers at " + baseUrl + ": " + reason(e)
                            + ". Is the server running, and is --base-url right?",
                    e);
        }
    }

    private static String reason(IOException e) {
        var message = e.getMessage() == null || e.getMessage().isEmpty() ? "" : " (" + e.getMessage() + ")";
        return e.getClass().getSimpleName() + message;
    }
}
