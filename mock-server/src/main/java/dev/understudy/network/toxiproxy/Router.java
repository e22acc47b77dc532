package dev.understudy.network.toxiproxy;

import java.io.IOException;
import java.util.List;

/** Finds who answers a request, by the rules of the original's router. */
final class Router {
    private static final String BROWSER = "Mozilla/";

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** An answer, and whether it came from a route: the others carry no request id. */
    record Routed(Reply reply, boolean byRoute) {}

    Routed answer(String method, String path, String userAgent, byte[] body) throws IOException {
        var clean = UrlPath.clean(path);
        if (!clean.equals(path)) {
            return new Routed(Reply.movedTo(UrlPath.encode(clean)), false);
        }
        boolean known = false;
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isPresent() && route.takes(method)) {
                return new Routed(answer(route, new Request(variables.get(), body), userAgent), true);
            }
            known |= variables.isPresent();
        }
        return new Routed(known ? Reply.methodNotAllowed() : Reply.noSuchPage(), false);
    }

    private static Reply answer(Route route, Request request, String userAgent) throws IOException {
        if (userAgent.startsWith(BROWSER)) {
            return Reply.notForBrowsers();
        }
        try {
            return route.answer().to(request);
        } catch (ApiException e) {
            return Reply.refused(e);
        }
    }
}
