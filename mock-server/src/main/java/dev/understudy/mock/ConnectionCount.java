package dev.understudy.mock;

import dev.understudy.mock.job.Traffic;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/** Counts the connections that have asked something. */
final class ConnectionCount implements HttpHandler {
    private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

    private final Traffic traffic;
    private final HttpHandler next;

    ConnectionCount(Traffic traffic, HttpHandler next) {
        this.traffic = traffic;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var connection = exchange.getConnection();
        if (connection.putAttachment(COUNTED, true) == null) {
            traffic.add(Traffic.Count.CONNECTIONS_OPENED);
            connection.addCloseListener(closed -> traffic.add(Traffic.Count.CONNECTIONS_CLOSED));
        }
        next.handleRequest(exchange);
    }
}
