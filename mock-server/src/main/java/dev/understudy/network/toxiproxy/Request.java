package dev.understudy.network.toxiproxy;

import java.util.List;

/** A request to the API, with what stood in the place of {@code {proxy}} and {@code {toxic}}, decoded. */
final class Request {
    private final List<String> variables;
    private final byte[] body;

    Request(List<String> variables, byte[] body) {
        this.variables = List.copyOf(variables);
        this.body = body.clone();
    }

    String proxy() {
        return variables.get(0);
    }

    String toxic() {
        return variables.get(1);
    }

    /**
     * Reads the body, which is to be done only when everything that is checked before it is in order.
     *
     * @throws ApiException if it is not JSON
     */
    Json body() {
        return JsonReader.read(body);
    }

    /** The same where nothing need be said: no body is an object without members. */
    Json optionalBody() {
        return body.length == 0 ? new Json.Members(List.of()) : body();
    }
}
