package dev.understudy.mock.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/** The body of a call: a JSON object of limited size and depth, or nothing. */
final class ControlBody {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int DEEPEST = 20;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ControlBody() {}

    /** Reads the body if the method has one, and then goes on with it on a thread that may do work. */
    static void read(HttpServerExchange exchange, Route route, Consumer<JsonNode> next) {
        if (route.method().equals("GET") || route.method().equals("DELETE")) {
            var nothing = JsonNodeFactory.instance.objectNode();
            exchange.dispatch(() -> ControlHandler.guarded(exchange, () -> next.accept(nothing)));
            return;
        }
        if (exchange.getRequestContentLength() > MOST_BYTES) {
            throw tooLarge(exchange);
        }
        exchange.getRequestReceiver().setMaxBufferSize(MOST_BYTES);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (sender, bytes) -> sender.dispatch(
                                () -> ControlHandler.guarded(sender, () -> next.accept(parse(sender, bytes)))),
                        (sender, problem) -> ControlCall.refuse(sender, tooLarge(sender)));
    }

    private static ControlException tooLarge(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        return new ControlException(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "The body is larger than " + MOST_BYTES + " bytes.",
                "Send only the fields that this call has.");
    }

    private static JsonNode parse(HttpServerExchange exchange, byte[] bytes) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        var type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ControlException(
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type is '" + type + "'.",
                    "Send Content-Type: application/json.");
        }
        try {
            var node = JSON.readTree(bytes);
            if (node.isObject()) {
                return node;
            }
            throw notAnObject("it is " + (node.isArray() ? "an array" : "a single value"));
        } catch (JsonProcessingException e) {
            throw notAnObject(why(e));
        } catch (IOException e) {
            throw notAnObject(String.valueOf(e.getMessage()));
        }
    }

    /** What the parser found and where, without its own remarks on how it is set. */
    private static String why(JsonProcessingException e) {
        var at = e.getLocation();
        return e.getOriginalMessage().replaceFirst("(?s)[ :]*\\(start marker.*", "")
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }

    private static ControlException notAnObject(String why) {
        return new ControlException(
                StatusCodes.BAD_REQUEST,
                "The body is not a JSON object: " + why + ".",
                "Send one such as {\"scenario\": \"happy-path\"}.");
    }
}
