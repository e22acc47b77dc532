package dev.understudy.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a Toxiproxy server which version it is, and does not wait long. */
final class ServerVersion {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final Pattern NAME = Pattern.compile("(?:\"version\": *\")?([\\w.+-]+)\"?\\s*}?\\s*");

    private ServerVersion() {}

    /** The version, or empty if nothing there answers as a Toxiproxy server does. */
    static Optional<String> ask(URI server) throws InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/version"))
                .timeout(PATIENCE)
                .build();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            // Old servers answer with the bare version, newer ones with JSON around it.
            var name = NAME.matcher(answer.body().strip().replaceFirst("^\\{", ""));
            return answer.statusCode() == OK && name.matches() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
