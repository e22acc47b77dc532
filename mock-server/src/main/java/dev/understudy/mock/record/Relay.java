package dev.understudy.mock.record;

import dev.understudy.journal.Entry.How;
import dev.understudy.journal.Redaction;
import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.wire.Drop;
import dev.understudy.mock.wire.UndertowWire;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the target on its way to the client.
 *
 * <p>Bytes come on the HTTP client's threads, one piece after the other, and leave on the exchange's own; the next piece is asked for
 * when the one before has left.
 */
final class Relay implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {
    private static final int MOST_BODY_BYTES = 64 * 1024 * 1024;
    private static final Set<String> KEPT_BACK =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "trailer", "upgrade");

    private final HttpServerExchange exchange;
    private final Optional<OpenTake> take;
    private final String target;
    private final Runnable whenStreamIsOver;
    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private volatile CompletableFuture<?> call = new CompletableFuture<>();
    private volatile boolean isStream;
    private volatile Flow.@Nullable Subscription subscription;
    /** Only on the exchange's thread. */
    private @Nullable UndertowWire wire;

    private boolean isOver;

    Relay(HttpServerExchange exchange, Optional<OpenTake> take, String target, Runnable whenStreamIsOver) {
        this.exchange = exchange;
        this.take = take;
        this.target = target;
        this.whenStreamIsOver = whenStreamIsOver;
    }

    /** The request is on its way. */
    void begin(CompletableFuture<?> itsCall) {
        call = itsCall;
    }

    @Override
    public HttpResponse.BodySubscriber<Void> apply(ResponseInfo info) {
        var headers = new TreeMap<String, String>();
        info.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        isStream = info.statusCode() / 100 == 2
                && headers.getOrDefault("content-type", "")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/event-stream");
        // A stream that is packed although nobody has asked for that passes; what is in it stays unknown.
        boolean readable = isStream && !headers.containsKey("content-encoding");
        take.ifPresent(it -> it.answered(info.statusCode(), Redaction.headers(headers), readable));
        onItsThread(() -> head(info));
        return this;
    }

    private void head(ResponseInfo info) {
        exchange.setStatusCode(info.statusCode());
        info.headers().map().forEach((name, values) -> {
            if (!KEPT_BACK.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(new HttpString(name), here(value)));
            }
        });
        if (isStream) {
            // A connection that breaks between the client and here is lost, for the client.
            wire = new UndertowWire(exchange, () -> left(How.LEFT), problem -> left(How.RESET));
        }
    }

    /** Addresses of the target lead here, so that clients do not go around. */
    private String here(String text) {
        var ours = exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
        return text.replace(target, ours).replace(target.replace("/", "\\/"), ours.replace("/", "\\/"));
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        var out = new ByteArrayOutputStream();
        for (var piece : pieces) {
            var bytes = new byte[piece.remaining()];
            piece.get(bytes);
            out.writeBytes(bytes);
        }
        if (isStream) {
            take.ifPresent(it -> it.came(ByteBuffer.wrap(out.toByteArray())));
            onItsThread(() -> send(out.toByteArray()));
        } else if (whole.size() + out.size() > MOST_BODY_BYTES) {
            broken(new java.io.IOException("an answer of more than " + MOST_BODY_BYTES + " bytes does not pass here"));
        } else {
            whole.writeBytes(out.toByteArray());
            more();
        }
    }

    private void send(byte[] bytes) {
        if (wire != null && !isOver && wire.write(Bytes.of(bytes), this::more)) {
            more();
        }
    }

    private void more() {
        var given = subscription;
        if (given != null) {
            given.request(1);
        }
    }

    @Override
    public void onComplete() {
        body.complete(null);
        if (isStream) {
            over(How.CLEAN, UndertowWire::end);
        } else {
            take.ifPresent(it -> it.came(whole.toByteArray()));
            take.ifPresent(it -> it.over(How.CLEAN));
            onItsThread(this::answer);
        }
    }

    private void answer() {
        var headers = exchange.getResponseHeaders();
        var type = Optional.ofNullable(headers.getFirst(Headers.CONTENT_TYPE)).orElse("");
        boolean text = type.contains("json") || type.startsWith("text/");
        // A character for each byte, so that nothing else changes.
        var bytes = text && !headers.contains(Headers.CONTENT_ENCODING)
                ? here(whole.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1)
                : whole.toByteArray();
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    /** The target, or the network before it, broke off: so does this connection. */
    void broken(Throwable problem) {
        boolean reset = isReset(problem);
        over(reset ? How.RESET : How.CUT, reset ? UndertowWire::reset : UndertowWire::close);
        cancel();
    }

    /** The client library tells it in words, and sometimes only in the cause. */
    private static boolean isReset(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("reset")) {
                return true;
            }
        }
        return false;
    }

    /** It was never the target's. */
    void forget() {
        take.ifPresent(OpenTake::forget);
    }

    private void left(How how) {
        over(how, UndertowWire::close);
        cancel();
    }

    private void cancel() {
        var given = subscription;
        if (given != null) {
            given.cancel();
        } else {
            call.cancel(true);
        }
    }

    private void over(How how, java.util.function.Consumer<UndertowWire> end) {
        take.ifPresent(it -> it.over(how));
        onItsThread(() -> finish(how, end));
    }

    private void finish(How how, java.util.function.Consumer<UndertowWire> end) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (wire != null) {
            end.accept(wire);
            execute(exchange.getConnection().getWorker(), whenStreamIsOver);
        } else {
            drop(how == How.RESET);
        }
    }

    private void onItsThread(Runnable task) {
        execute(exchange.getIoThread(), task);
    }

    private static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            System.getLogger(Relay.class.getName())
                    .log(System.Logger.Level.DEBUG, "The recorder is stopping, and writes everything at its end.", e);
        }
    }

    private void drop(boolean reset) {
        if (reset) {
            Drop.reset(exchange);
        } else {
            Drop.close(exchange);
        }
    }
}
