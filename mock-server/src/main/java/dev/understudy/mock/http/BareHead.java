package dev.understudy.mock.http;

import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.scenario.BentHttp;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The head of an answer that is written by hand: of the exchange's status and headers, and what a scenario bends about them. */
final class BareHead {
    /** RFC 8297; Undertow does not know it. */
    private static final int EARLY_HINTS = 103;

    private BareHead() {}

    /** All bytes up to the body. */
    static Bytes of(Call call, BentHttp http) {
        var exchange = call.exchange();
        var headers = exchange.getResponseHeaders();
        headers.put(
                Headers.DATE,
                WhenToReturn.date(
                        call.session().clock().at(call.session().clock().now())));
        headers.put(Headers.CONNECTION, "close");
        http.length().ifPresent(length -> headers.put(Headers.CONTENT_LENGTH, length));
        if (http.chunked()) {
            headers.put(Headers.TRANSFER_ENCODING, "chunked");
        }
        if (!http.trailers().isEmpty()) {
            headers.put(Headers.TRAILER, String.join(", ", http.trailers().keySet()));
        }
        if (http.padding() > 0) {
            headers.put(new HttpString("X-Padding"), "x".repeat(http.padding()));
        }
        call.scenario().headers().forEach((name, value) -> {
            headers.remove(name);
            value.ifPresent(text -> headers.put(new HttpString(name), text));
        });
        return Bytes.of(text(call, http).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** All bytes of the answer that makes the connection a WebSocket. */
    static Bytes switching(Call call) {
        call.scenario().headers().forEach((name, value) -> {
            call.exchange().getResponseHeaders().remove(name);
            value.ifPresent(text -> call.exchange().getResponseHeaders().put(new HttpString(name), text));
        });
        return Bytes.of(text(call, BentHttp.USUAL).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Call call, BentHttp http) {
        var text = new StringBuilder();
        http.interim()
                .forEach(status -> text.append("HTTP/1.1 ")
                        .append(status)
                        .append(' ')
                        .append(reason(status))
                        .append("\r\n\r\n"));
        int status = call.exchange().getStatusCode();
        text.append(http.statusLine().orElse("HTTP/1.1 " + status + " " + StatusCodes.getReason(status)))
                .append("\r\n");
        // Undertow keeps headers by their hashes; by their names one finds them again.
        var sorted = new TreeMap<String, HeaderValues>();
        call.exchange()
                .getResponseHeaders()
                .forEach(values -> sorted.put(values.getHeaderName().toString(), values));
        sorted.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(": ").append(value).append("\r\n")));
        return text.append("\r\n").toString();
    }

    private static String reason(int status) {
        return status == EARLY_HINTS ? "Early Hints" : StatusCodes.getReason(status);
    }

    /** How what follows is put on the connection. */
    static BareWire.Framing framing(BentHttp http) {
        return new BareWire.Framing(http.chunked(), http.extension(), lines(http.trailers()));
    }

    private static String lines(Map<String, String> trailers) {
        var lines = new StringBuilder();
        trailers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }
}
