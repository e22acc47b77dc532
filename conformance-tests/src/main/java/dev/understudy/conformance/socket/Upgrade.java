package dev.understudy.conformance.socket;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An upgrade request (RFC 6455, 4.1).
 *
 * @param url where to, as http or https
 * @param label what it is for, as the journal has it
 * @param subprotocol what is asked for in Sec-WebSocket-Protocol
 * @param changes headers that differ from the usual ones; an empty text leaves one out
 */
public record Upgrade(URI url, String label, Optional<String> subprotocol, Map<String, String> changes) {
    public Upgrade {
        changes = Map.copyOf(changes);
    }

    /** The request's target: path and query. */
    String target() {
        return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    /** The headers, with this Sec-WebSocket-Key, by their names. */
    Map<String, String> headers(String key) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", url.getAuthority());
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", "websocket");
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Key", key);
        subprotocol.ifPresent(text -> headers.put("Sec-WebSocket-Protocol", text));
        headers.putAll(changes);
        headers.values().removeIf(String::isEmpty);
        return headers;
    }

    /** The request as it goes over the wire. */
    String text(String key) {
        var text = new StringBuilder("GET ").append(target()).append(" HTTP/1.1\r\n");
        headers(key)
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }
}
