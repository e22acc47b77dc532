package dev.understudy.mock.record;

import dev.understudy.mock.wire.Drop;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes requests on to the target, and its answers back. Nothing blocks: bodies come and go as they are ready. */
final class Forwarding implements HttpHandler {
    private static final int MOST_REQUEST_BYTES = 64 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** What concerns one connection only (RFC 9110, 7.6.1), what the client library says itself, and what would hide the text. */
    private static final Set<String> KEPT_BACK = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "host",
            "expect",
            "accept-encoding");

    private final String target;
    private final Recording recording;
    private final Runnable whenStreamIsOver;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /**
     * To this target.
     *
     * @param whenStreamIsOver runs on a thread that may wait
     */
    Forwarding(URI target, Recording recording, Runnable whenStreamIsOver) {
        var text = target.toString();
        this.target = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.recording = recording;
        this.whenStreamIsOver = whenStreamIsOver;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestHeaders().contains(Headers.UPGRADE)) {
            say(exchange, 501, "WebSockets are not recorded. Only requests and event streams pass here.");
            return;
        }
        exchange.getRequestReceiver().setMaxBufferSize(MOST_REQUEST_BYTES);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (same, body) -> same.dispatch(SameThreadExecutor.INSTANCE, () -> forward(same, body)),
                        Forwarding::unreadable);
    }

    private static void unreadable(HttpServerExchange exchange, IOException problem) {
        if (problem instanceof Receiver.RequestToLargeException) {
            exchange.setPersistent(false);
            say(exchange, 413, "A request of more than " + MOST_REQUEST_BYTES + " bytes does not pass here.");
        } else {
            exchange.endExchange();
        }
    }

    private void forward(HttpServerExchange exchange, byte[] body) {
        HttpRequest request;
        try {
            request = request(exchange, body);
        } catch (IllegalArgumentException e) {
            say(exchange, 400, "This request cannot be passed on: " + e.getMessage());
            return;
        }
        var take = recording.begin(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                query(exchange),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        var relay = new Relay(exchange, take, target, whenStreamIsOver);
        relay.begin(client.sendAsync(request, relay).whenComplete((response, problem) -> {
            if (problem != null) {
                failed(exchange, relay, problem.getCause() == null ? problem : problem.getCause());
            }
        }));
    }

    private HttpRequest request(HttpServerExchange exchange, byte[] body) {
        var query = exchange.getQueryString();
        var uri = URI.create(target + exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query));
        var publisher =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        var request =
                HttpRequest.newBuilder(uri).method(exchange.getRequestMethod().toString(), publisher);
        for (var values : exchange.getRequestHeaders()) {
            var name = values.getHeaderName().toString();
            if (!KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        }
        return request.build();
    }

    private static Map<String, String> query(HttpServerExchange exchange) {
        var query = new HashMap<String, String>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    /** The request, or the answer, broke off: the client sees the same, unless it is only us who cannot reach the target. */
    private void failed(HttpServerExchange exchange, Relay relay, Throwable problem) {
        if (problem instanceof ConnectException || problem instanceof java.net.http.HttpConnectTimeoutException) {
            relay.forget();
            exchange.getIoThread()
                    .execute(() -> say(exchange, 502, "Nothing answers at " + target + ": " + problem.getMessage()));
        } else {
            relay.broken(problem);
        }
    }

    private static void say(HttpServerExchange exchange, int status, String text) {
        if (exchange.isResponseStarted()) {
            Drop.close(exchange);
            return;
        }
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text + "\n");
    }
}
