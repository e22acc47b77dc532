package dev.understudy.network.toxiproxy;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Carries requests from Undertow to the router and answers back. */
final class HttpFront implements HttpHandler {
    private static final HttpString REQUEST_ID = HttpString.tryFromString("X-Toxiproxy-Request-Id");
    private static final HttpString SERVER_KIND = HttpString.tryFromString(EmbeddedToxiproxy.KIND_HEADER);
    private static final int BAD_REQUEST = 400;

    private final Router router;

    HttpFront(Router router) {
        this.router = router;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        exchange.startBlocking();
        var body = exchange.getInputStream().readAllBytes();
        var path = UrlPath.decode(rawPath(exchange));
        if (path.isEmpty()) {
            exchange.setStatusCode(BAD_REQUEST);
            return;
        }
        var agent = exchange.getRequestHeaders().getFirst(Headers.USER_AGENT);
        var method = exchange.getRequestMethod().toString();
        send(exchange, router.answer(method, path.get(), agent == null ? "" : agent, body));
    }

    private static String rawPath(HttpServerExchange exchange) {
        var uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int slash = uri.indexOf('/', uri.indexOf("://") + 3);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    private static void send(HttpServerExchange exchange, Router.Routed routed) {
        var reply = routed.reply();
        exchange.setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.getResponseHeaders().put(SERVER_KIND, "embedded");
        if (routed.byRoute()) {
            exchange.getResponseHeaders().put(REQUEST_ID, RequestIds.next());
        }
        if (reply.body().isEmpty()) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(reply.body(), StandardCharsets.UTF_8);
        }
    }
}
