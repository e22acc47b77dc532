package dev.understudy.conformance.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A client library behind a test service that speaks LaunchDarkly's SSE test-service protocol: it opens the streams that it is told
 * to, and posts back what it got. An app is not there: the jobs are those that a scenario's own address begins.
 *
 * <p>Source: launchdarkly/sse-contract-tests, docs/service_spec.md, and what its harness really does.
 */
public final class TestService implements Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_SHOWN = 200;

    private final URI base;
    private final Contract contract;
    private final String name;
    private final HttpClient http;
    private final Callbacks callbacks;

    private TestService(URI base, Contract contract, String name, HttpClient http) throws IOException {
        this.base = base;
        this.contract = contract;
        this.name = name;
        this.http = http;
        this.callbacks = new Callbacks();
    }

    /**
     * The service at this address.
     *
     * @throws UnreachableClientException if nobody answers there, or not as such a service must
     */
    public static TestService at(URI base, Contract contract) throws IOException, InterruptedException {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        var status = status(http, base);
        if (status.statusCode() != 200) {
            throw new UnreachableClientException("The test service at " + base + " answers GET with "
                    + status.statusCode() + "; the protocol wants 200 and its capabilities.");
        }
        if (status.body().stripLeading().startsWith("<")) {
            throw new UnreachableClientException("What answers at " + base + " is a web page and no test service: "
                    + shorten(status.body()) + " Is --test-service right?");
        }
        var told = parse(status.body()).path("name").asText("");
        return new TestService(base, contract, told.isEmpty() ? base.getAuthority() : told, http);
    }

    private static HttpResponse<String> status(HttpClient http, URI base) throws InterruptedException {
        try {
            return send(http, HttpRequest.newBuilder(base).GET());
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreachableClientException("No test service answers at " + base + ": " + why(e)
                    + ". Is it running, and is --test-service right?");
        }
    }

    private static String why(Exception e) {
        if (e instanceof ConnectException) {
            return "the connection was refused, or the host is not known";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Performance begin(Stage stage) throws IOException, InterruptedException {
        var run = new StreamRun();
        run.callback = callbacks.open(run::take);
        var order = JsonNodeFactory.instance
                .objectNode()
                .put("tag", stage.scenario())
                .put("streamUrl", streamOf(stage).toString())
                .put("callbackUrl", run.callback.toString());
        // Both are there even when nothing is asked for: services rely on it.
        order.putNull("initialDelayMs").putNull("readTimeoutMs");
        var answer = send(
                http,
                HttpRequest.newBuilder(base)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
        run.stream = location(answer);
        return run;
    }

    /** A job id that is a scenario's id plays it at once. */
    private URI streamOf(Stage stage) {
        var stream = contract.operations().stream()
                .filter(operation -> operation.role().equals(Optional.of(JobRole.STREAM)) && !operation.deprecated())
                .filter(operation -> operation.pipeline().equals(Optional.of(stage.pipeline())))
                .findFirst()
                .orElseThrow();
        return URI.create(stage.baseUrl() + stream.path().fill(Map.of("jobId", stage.scenario())));
    }

    private URI location(HttpResponse<String> answer) throws IOException {
        var location = answer.headers().firstValue("Location");
        if (answer.statusCode() / 100 != 2 || location.isEmpty()) {
            throw new IOException("The test service at " + base + " answers a new stream with " + answer.statusCode()
                    + (location.isEmpty() ? " and no Location" : "")
                    + "; the protocol wants 2xx and a Location. It says: "
                    + shorten(answer.body()));
        }
        return location.get().startsWith("http")
                ? URI.create(location.get())
                : URI.create(base.toString().replaceFirst("/+$", "") + location.get());
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            // Some services answer their status with plain text: then it has no name and no capabilities.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static String shorten(String text) {
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    }

    private List<String> finalEvents() {
        return contract.messages().stream()
                .filter(Message::endsJob)
                .map(Message::name)
                .toList();
    }

    @Override
    public void close() {
        callbacks.close();
    }

    /** One stream of the service. */
    private final class StreamRun implements Performance {
        private final StringBuilder told = new StringBuilder();
        private final CompletableFuture<String> last = new CompletableFuture<>();
        /** Closing asks the service, which may still wait for the answer to what it has just posted. */
        private final CompletableFuture<String> ended = last.thenApplyAsync(event -> {
            close();
            return "closed after " + event;
        });

        private URI callback = base;
        private URI stream = base;
        private boolean closed;

        /** What the client saw; an app would close its stream once the job is over. */
        private synchronized void take(byte[] post) {
            JsonNode message;
            try {
                message = JSON.readTree(post);
            } catch (IOException e) {
                told.append("a callback that is not JSON: ")
                        .append(e.getMessage())
                        .append('\n');
                return;
            }
            told.append(shorten(message.toString())).append('\n');
            var event = message.path("event").path("type").asText("");
            if (finalEvents().contains(event)) {
                last.complete(event);
            }
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        @Override
        public synchronized String told() {
            return told.toString();
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            callbacks.drop(callback);
            try {
                send(http, HttpRequest.newBuilder(stream).DELETE());
            } catch (IOException e) {
                note("the stream could not be closed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void note(String what) {
            told.append(what).append('\n');
        }
    }
}
