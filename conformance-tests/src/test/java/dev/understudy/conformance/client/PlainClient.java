package dev.understudy.conformance.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program to be judged: its one argument says how it behaves. */
final class PlainClient {
    private static final Pattern JOB = Pattern.compile("\"jobId\":\"([^\"]+)\"");
    private static final Pattern STREAM = Pattern.compile("\"sseUrl\":\"([^\"]+)\"");
    private static final int FLOOD = 100_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base = URI.create(Objects.requireNonNull(System.getenv("BASE_URL")) + "/");

    private PlainClient() {}

    public static void main(String[] arguments) throws Exception {
        var client = new PlainClient();
        switch (arguments[0]) {
            case "good" -> client.follow();
            case "hastens" -> System.exit(1);
            case "hangs" -> new CountDownLatch(1).await();
            case "talks" ->
                client.talk(new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true));
            case "storms" -> client.askForEver("api/v2/imports/none");
            case "goes-on" -> client.askForEver("api/v2/imports/none/stream");
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Uploads, reads the stream to its end, fetches the results. */
    private void follow() throws IOException, InterruptedException {
        var accepted = upload();
        send(HttpRequest.newBuilder(base.resolve(found(STREAM, accepted)))
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache"));
        send(HttpRequest.newBuilder(base.resolve("/api/v2/imports/" + found(JOB, accepted) + "/results")));
    }

    private String upload() throws IOException, InterruptedException {
        var file = Files.readString(Path.of(Objects.requireNonNull(System.getenv("SAMPLE_FILE"))));
        var body = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"library.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--cut--\r\n";
        return send(HttpRequest.newBuilder(base.resolve("/api/v2/imports"))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void talk(PrintStream out) {
        for (int i = 0; i < FLOOD; i++) {
            out.println("\"authToken\":\"very-secret-token\" and so on, line " + i);
        }
    }

    private void askForEver(String path) throws IOException, InterruptedException {
        while (true) {
            send(HttpRequest.newBuilder(base.resolve(path)));
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(text);
        }
        return found.group(1);
    }
}
