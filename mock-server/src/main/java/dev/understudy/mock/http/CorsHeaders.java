package dev.understudy.mock.http;

import dev.understudy.contract.Cors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** Lets pages of the contract's origins in (Fetch standard, 3.2). */
final class CorsHeaders {
    private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");

    private CorsHeaders() {}

    static boolean isPreflight(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.OPTIONS)
                && exchange.getRequestHeaders().contains(Headers.ORIGIN)
                && exchange.getRequestHeaders().contains(REQUEST_METHOD);
    }

    static void add(HttpServerExchange exchange, Cors cors) {
        var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        var headers = exchange.getResponseHeaders();
        headers.add(Headers.VARY, "Origin");
        if (origin == null || !cors.allows(origin)) {
            return;
        }
        headers.put(new HttpString("Access-Control-Allow-Origin"), cors.allowed(origin));
        headers.put(new HttpString("Access-Control-Expose-Headers"), String.join(", ", cors.exposeHeaders()));
        if (isPreflight(exchange)) {
            headers.put(new HttpString("Access-Control-Allow-Methods"), String.join(", ", cors.methods()));
            headers.put(new HttpString("Access-Control-Allow-Headers"), String.join(", ", cors.allowHeaders()));
            headers.put(new HttpString("Access-Control-Max-Age"), cors.maxAge());
        }
    }
}
