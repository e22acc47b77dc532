package dev.understudy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An app of the first version of the API on {@code java.net.http.WebSocket}: follows, comes back, and polls when it cannot. */
final class JdkSocketApp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINAL = Set.of("job_complete", "error");
    private static final int MOST_TRIES = 3;
    private static final int GOING_AWAY = 1001;
    private static final int SILENCE_SECONDS = 35;
    private static final int NO_CLOSE = 1006;
    private static final int POLL_MILLIS = 3500;
    private static final int LAST_POLL = 20;
    private static final String CSV =
            "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\nEmma,Jane Austen,9780141439587\n";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    JdkSocketApp(URI base) {
        this.base = base;
    }

    /** How a connection went: what ended the job, whether it was open, and the close code. */
    private record End(String ended, boolean opened, int code) {}

    /** Uploads, follows, and fetches; what ended the job. */
    String run(String fileName) throws IOException, InterruptedException {
        var job = send(HttpRequest.newBuilder(base.resolve("/api/import/csv-gemini"))
                .header("Content-Type", "multipart/form-data; boundary=XX")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                                + "\"\r\nContent-Type: text/csv\r\n\r\n" + CSV + "\r\n--XX--\r\n"))
                .build());
        var ended = follow(job.path("jobId").asText(), job.path("token").asText());
        if (ended.equals("job_complete")) {
            get("/v1/jobs/" + job.path("jobId").asText() + "/results");
        }
        return ended;
    }

    private String follow(String jobId, String token) throws IOException, InterruptedException {
        int failures = 0;
        for (boolean back = false; failures < MOST_TRIES; back = true) {
            var end = connect(jobId, token, back);
            if (!end.ended().isEmpty()) {
                return end.ended();
            }
            failures = end.opened() ? 0 : failures + 1;
            pause(end.opened() ? end.code() == GOING_AWAY ? 5050 : 0 : failures < MOST_TRIES ? 1050 : 0);
        }
        return poll(jobId);
    }

    private End connect(String jobId, String token, boolean back) throws InterruptedException {
        var listener = new Listener();
        var url = URI.create(base.toString().replaceFirst("^http", "ws").replaceFirst("/*$", "") + "/ws/progress?jobId="
                + jobId + (back ? "&reconnect=true" : ""));
        try {
            http.newWebSocketBuilder()
                    .subprotocols("bookstrack-auth." + token)
                    .buildAsync(url, listener)
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            // The handshake was refused, or nobody was there.
            return new End("", false, NO_CLOSE);
        }
        // Who hears nothing of a connection's end has to notice it by the clock: pings come every 30 seconds at the
        // latest.
        int code = listener.closed
                .completeOnTimeout(NO_CLOSE, SILENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return new End(listener.ended, true, code);
    }

    private String poll(String jobId) throws IOException, InterruptedException {
        for (int i = 0; i < LAST_POLL; i++) {
            var status = get("/v1/jobs/" + jobId + "/status").path("status").asText();
            if (Set.of("completed", "failed", "canceled").contains(status)) {
                return status.equals("completed") ? "job_complete" : "error";
            }
            pause(POLL_MILLIS);
        }
        return "";
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("data");
    }

    private static void pause(int milliseconds) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, milliseconds, TimeUnit.MILLISECONDS)
                .join();
    }

    /** Hears one connection to its end. */
    private static final class Listener implements WebSocket.Listener {
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private volatile String ended = "";
        private volatile CompletableFuture<WebSocket> ready = new CompletableFuture<>();

        @Override
        public void onOpen(WebSocket socket) {
            ready = socket.sendText("{\"type\":\"ready\"}", true);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void heard(String message) {
            try {
                var type = JSON.readTree(message).path("type").asText();
                ended = FINAL.contains(type) ? type : ended;
            } catch (IOException e) {
                // What cannot be read is none of ours; the next message may be.
                text.setLength(0);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            // Behind what is still being said, the close frame is answered.
            return ready.handle((said, problem) -> said);
        }

        @Override
        public void onError(WebSocket socket, Throwable problem) {
            socket.abort();
            closed.complete(NO_CLOSE);
        }
    }
}
