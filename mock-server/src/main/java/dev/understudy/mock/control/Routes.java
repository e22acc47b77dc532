package dev.understudy.mock.control;

import dev.understudy.yaml.NearestWord;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the control API can do; {@code openapi.yaml} beside it describes the same, and a test holds them together. */
final class Routes {
    static final List<Route> ALL = List.of(
            Route.of("GET", "/", Documents::page),
            Route.of("GET", "/openapi.yaml", Documents::openApi),
            Route.of("GET", "/health", ServerCalls::health),
            Route.of("GET", "/metrics", ServerCalls::metrics),
            Route.of("GET", "/scenarios", ServerCalls::scenarios),
            Route.of("PUT", "/default", ServerCalls::setDefault).body("scenario"),
            Route.of("GET", "/journal", JournalCalls::lines),
            Route.of("GET", "/sessions", SessionCalls::all),
            Route.of("POST", "/sessions", SessionCalls::open)
                    .body("scenario", "speed", "seed", "yardstick", "idle", "resultsTtl"),
            Route.of("GET", "/sessions/{id}", SessionCalls::one),
            Route.of("DELETE", "/sessions/{id}", SessionCalls::close),
            Route.of("GET", "/sessions/{id}/journal", JournalCalls::journal),
            Route.of("GET", "/sessions/{id}/verdict", VerdictCalls::verdict).query("wait", "yardstick"),
            Route.of("POST", "/sessions/{id}/clock", SessionCalls::clock).body("advance", "speed"),
            Route.of("GET", "/sessions/{id}/listeners", PushCalls::listeners).query("wait", "streams"),
            Route.of("POST", "/sessions/{id}/hold", PushCalls::hold).body("event"),
            Route.of("POST", "/sessions/{id}/release", PushCalls::release),
            Route.of("POST", "/sessions/{id}/events", PushCalls::send).body("event", "processed", "payload", "job"));

    private Routes() {}

    /** A route, and the named parts of the path that led to it. */
    record Found(Route route, Map<String, String> path) {}

    /** The route of a request; 404 names the nearest path, 405 the methods that there are. */
    static Found find(HttpServerExchange exchange) {
        var path = exchange.getRelativePath().isEmpty() ? "/" : exchange.getRelativePath();
        var method = exchange.getRequestMethod().toString();
        var here = ALL.stream()
                .filter(route -> route.path().match(path).isPresent())
                .toList();
        if (here.isEmpty()) {
            var known = ALL.stream()
                    .map(route -> ControlHandler.PATH + route.path())
                    .distinct()
                    .toList();
            throw new ControlException(
                    StatusCodes.NOT_FOUND,
                    "There is no " + ControlHandler.PATH + path + ".",
                    NearestWord.advice(ControlHandler.PATH + path, known));
        }
        return here.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .map(route -> new Found(route, route.path().match(path).orElseThrow()))
                .orElseThrow(() -> wrongMethod(exchange, here));
    }

    private static ControlException wrongMethod(HttpServerExchange exchange, List<Route> here) {
        var allowed = here.stream().map(Route::method).collect(Collectors.joining(", "));
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        return new ControlException(
                StatusCodes.METHOD_NOT_ALLOWED,
                exchange.getRequestMethod() + " is not possible here.",
                "Use " + allowed + ".");
    }
}
