package dev.understudy.mock;

import dev.understudy.mock.session.Door;
import dev.understudy.mock.session.Timer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.XnioWorker;

/**
 * The server's own port, and the threads that all its ports share.
 *
 * <p>It is opened once, by the thread that made it, before anybody else knows it.
 */
final class MainPort implements Door {
    /** What holds for every connection, whatever port it comes in by. */
    static final OptionMap CONNECTION_OPTIONS = OptionMap.builder()
            .set(UndertowOptions.MAX_HEADER_SIZE, 32 * 1024)
            .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            // The contract has its own limits, and an answer for who exceeds them; Undertow would stop at 2 MiB.
            .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .set(UndertowOptions.MULTIPART_MAX_ENTITY_SIZE, -1L)
            .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) Duration.ofMinutes(1).toMillis())
            // Else whatever answers a request is held back if anything was sent behind it: a whole stream, or a
            // WebSocket.
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .getMap();

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private static final String NOT_OPEN = "not open yet";

    private final ServerSettings.Address address;
    private @Nullable Undertow undertow;
    private @Nullable URI baseUri;

    MainPort(ServerSettings.Address address) {
        this.address = address;
    }

    /** Listens from now on; throws {@link CannotStartException} if it cannot. */
    void open(HttpHandler handler) {
        var made = builder().setHandler(handler).build();
        try {
            made.start();
        } catch (RuntimeException e) {
            made.stop();
            throw CannotStartException.on(address, e);
        }
        undertow = made;
        var bound = (InetSocketAddress) made.getListenerInfo().get(0).getAddress();
        baseUri = address.uri(bound.getPort());
    }

    private Undertow.Builder builder() {
        var builder = Undertow.builder()
                .addHttpListener(address.port(), address.host())
                .setSocketOption(org.xnio.Options.BACKLOG, 4096)
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(4);
        for (var option : CONNECTION_OPTIONS) {
            set(builder, option);
        }
        return builder;
    }

    private static <T> void set(Undertow.Builder builder, org.xnio.Option<T> option) {
        builder.setServerOption(option, CONNECTION_OPTIONS.get(option));
    }

    private Undertow opened() {
        return Objects.requireNonNull(undertow, NOT_OPEN);
    }

    XnioWorker worker() {
        return opened().getWorker();
    }

    /** A timer on the server's threads; what it runs may do work. */
    Timer timer() {
        return (delay, task) -> {
            try {
                // XNIO takes a delay of centuries for one that is over. Whoever is woken early asks again.
                var time = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
                var key = worker().getIoThread()
                        .executeAfter(() -> work(task), Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
                return key::remove;
            } catch (RejectedExecutionException e) {
                // The server is stopping; nothing will be later.
                return () -> {};
            }
        };
    }

    private void work(Runnable task) {
        try {
            worker().execute(task);
        } catch (RejectedExecutionException e) {
            System.getLogger(MainPort.class.getName())
                    .log(System.Logger.Level.DEBUG, "The server is stopping; something is not done any more.", e);
        }
    }

    @Override
    public URI baseUri() {
        return Objects.requireNonNull(baseUri, NOT_OPEN);
    }

    @Override
    public void close() {
        opened().stop();
    }
}
