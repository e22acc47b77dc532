package dev.understudy.network.toxiproxy;

import java.util.Map;

/** An answer of the API. */
record Reply(int status, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> PLAIN =
            Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff");
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply ok(String json) {
        return new Reply(OK, JSON, json);
    }

    static Reply created(String json) {
        return new Reply(CREATED, JSON, json);
    }

    static Reply noContent() {
        return new Reply(NO_CONTENT, Map.of(), "");
    }

    static Reply json(int status, String json) {
        return new Reply(status, JSON, json);
    }

    /** A text of some other type. */
    static Reply text(String type, String text) {
        return new Reply(OK, Map.of("Content-Type", type), text);
    }

    /** The body is JSON, the type says text: so does the original. */
    static Reply refused(ApiException e) {
        return new Reply(e.status(), PLAIN, JsonText.error(e) + "\n");
    }

    static Reply notForBrowsers() {
        return new Reply(FORBIDDEN, PLAIN, "User agent not allowed\n");
    }

    static Reply noSuchPage() {
        return new Reply(NOT_FOUND, PLAIN, "404 page not found\n");
    }

    static Reply methodNotAllowed() {
        return new Reply(METHOD_NOT_ALLOWED, Map.of(), "");
    }

    static Reply movedTo(String location) {
        return new Reply(MOVED, Map.of("Location", location), "");
    }
}
