package dev.understudy.mock.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.contract.RequestShape;
import dev.understudy.contract.Shapes;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The body of a request, read whole and checked against the contract.
 *
 * @param json the body, if it is JSON
 * @param parts the files of a form, by the contract's name of the part
 */
record RequestBody(Optional<JsonNode> json, Map<String, List<FormPart>> parts) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    RequestBody {
        parts = Map.copyOf(parts);
    }

    /**
     * Reads and checks the body, and then goes on with it on a worker thread. A body that is not in order is answered here, with what
     * is wrong with it.
     */
    static void read(Call call, Consumer<RequestBody> next) {
        var shape = call.operation().request().orElseThrow();
        var exchange = call.exchange();
        var mediaType = mediaType(exchange);
        if (!shape.schemas().containsKey(mediaType)) {
            var wanted = String.join(" or ", shape.schemas().keySet());
            Answers.error(
                    call,
                    "wrong-media-type",
                    new Variables()
                            .with("reason", "The Content-Type is '" + mediaType + "', expected " + wanted + "."));
            return;
        }
        long limit = shape.maxBytes();
        if (exchange.getRequestContentLength() > limit) {
            tooLarge(call, shape, exchange.getRequestContentLength());
            return;
        }
        exchange.getRequestReceiver().setMaxBufferSize((int) Math.min(Integer.MAX_VALUE, limit));
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (sender, bytes) -> sender.dispatch(
                                sender.getConnection().getWorker(),
                                () -> ContractHandler.guarded(call, () -> check(call, shape, mediaType, bytes, next))),
                        (sender, problem) -> unreadable(call, shape, problem));
    }

    private static String mediaType(HttpServerExchange exchange) {
        var header = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))
                .orElse("");
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).trim().toLowerCase(java.util.Locale.ROOT);
    }

    private static void unreadable(Call call, RequestShape shape, IOException problem) {
        if (problem instanceof Receiver.RequestToLargeException || problem instanceof RequestTooBigException) {
            tooLarge(call, shape, -1);
        } else {
            // The client went away in the middle of its own request; there is nobody to answer.
            call.record(new dev.understudy.journal.Entry.End(
                    call.session().journal().now(),
                    call.number(),
                    dev.understudy.journal.Entry.How.LEFT,
                    "while sending its request: " + problem.getMessage()));
            call.exchange().endExchange();
        }
    }

    private static void tooLarge(Call call, RequestShape shape, long length) {
        long most = shape.maxFileBytes();
        call.exchange().setPersistent(false);
        var reason = (length < 0 ? "The body is too large" : "The body has " + length + " bytes") + "; a file may have "
                + most + ".";
        Answers.error(call, "too-large", new Variables().with("reason", reason).with("maxBytes", most));
    }

    private static void check(
            Call call, RequestShape shape, String mediaType, byte[] bytes, Consumer<RequestBody> next) {
        if (mediaType.startsWith("multipart/")) {
            new FormCheck(call, shape).check(bytes).ifPresent(next);
        } else {
            checkJson(call, shape.schema(mediaType).orElseThrow(), bytes).ifPresent(next);
        }
    }

    private static Optional<RequestBody> checkJson(Call call, String schema, byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            Answers.error(
                    call,
                    "invalid-body",
                    new Variables().with("reason", "This is not JSON: " + e.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException e) {
            // Such as bytes that are no text in any encoding.
            Answers.error(call, "invalid-body", new Variables().with("reason", "This is not JSON: " + e.getMessage()));
            return Optional.empty();
        }
        if (json.isMissingNode()) {
            Answers.error(call, "invalid-body", new Variables().with("reason", "This is not JSON: the body is empty."));
            return Optional.empty();
        }
        var misfits = call.session().contract().shapes().misfits(schema, json);
        if (misfits.isEmpty()) {
            return Optional.of(new RequestBody(Optional.of(json), Map.of()));
        }
        refuse(call, misfits);
        return Optional.empty();
    }

    private static void refuse(Call call, List<Shapes.Misfit> misfits) {
        var first = misfits.get(0);
        var name = switch (first.keyword()) {
            case "minItems" -> "too-few";
            case "maxItems" -> "too-many";
            default -> "invalid-body";
        };
        var problems = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        misfits.forEach(misfit -> problems.add((misfit.at() + " " + misfit.message()).trim()));
        Answers.error(
                call,
                name,
                new Variables()
                        .with("reason", (first.at() + " " + first.message()).trim() + ".")
                        .with("problems", problems));
    }
}
