package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.mock.session.MockSession;
import dev.understudy.mock.session.Sessions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One call of the control API. Belongs to one thread at a time, as its exchange does. */
final class ControlCall {
    private final HttpServerExchange exchange;
    private final Sessions sessions;
    private final Map<String, String> path;
    private final Fields body;

    ControlCall(HttpServerExchange exchange, Sessions sessions, Map<String, String> path, JsonNode body) {
        this.exchange = exchange;
        this.sessions = sessions;
        this.path = path;
        this.body = new Fields(body);
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    Sessions sessions() {
        return sessions;
    }

    Fields body() {
        return body;
    }

    /** The session that the path names; 404 if there is none, and why if there was one. */
    MockSession session() {
        var id = path.getOrDefault("id", "");
        return sessions.find(id)
                .orElseThrow(() -> new ControlException(
                        StatusCodes.NOT_FOUND,
                        sessions.whyEnded(id)
                                .map(why -> "The session '" + id + "' has ended. " + why)
                                .orElse("There is no session '" + id + "'."),
                        "GET /_mock/sessions lists those that are open; '" + Sessions.DEFAULT + "' always is."));
    }

    Optional<String> query(String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? Optional.empty() : Optional.ofNullable(values.peekFirst());
    }

    /** Whether the Accept header names this type, and not only everything. */
    boolean wants(String mediaType) {
        var accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
        return accept != null && accept.stream().anyMatch(line -> line.contains(mediaType));
    }

    void json(int status, JsonNode node) {
        exchange.setStatusCode(status);
        text("application/json", node.toPrettyString() + "\n");
    }

    void text(String contentType, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(text);
    }

    void nothing() {
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
        exchange.endExchange();
    }

    /** Goes on with what somebody waits for once it is there, on a thread that may do work. */
    <T> void after(CompletableFuture<T> future, Consumer<T> next) {
        // What goes wrong in it is answered; nobody waits for the answer.
        var unused = future.whenComplete((value, failure) -> exchange.getConnection()
                .getWorker()
                .execute(() -> ControlHandler.guarded(exchange, () -> {
                    if (failure != null) {
                        throw new IllegalStateException("Waiting failed", failure);
                    }
                    next.accept(value);
                })));
    }

    static void refuse(HttpServerExchange exchange, ControlException e) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("error", e.getMessage())
                .put("hint", e.hint());
        exchange.setStatusCode(e.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(node.toPrettyString() + "\n");
    }
}
