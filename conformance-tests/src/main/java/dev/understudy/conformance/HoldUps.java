package dev.understudy.conformance;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices when our own machine keeps us waiting, so that a server is not blamed for it: asks a server of its own all the time, with the
 * client that reads the target's streams, and writes into the journals of all running cases when the answer took long.
 *
 * <p>Safe for any number of threads: one of its own asks, its monitor guards all that changes.
 */
final class HoldUps implements AutoCloseable {
    private static final Duration LONG = Duration.ofMillis(100);
    private static final int PAUSE_MILLIS = 100;

    private final HttpServer server;
    private final HttpClient client;
    private final HttpRequest question;
    private final Set<Journal> journals = Collections.newSetFromMap(new IdentityHashMap<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Long> asked = Optional.empty();

    private HoldUps(HttpServer server, HttpClient client) {
        this.server = server;
        this.client = client;
        this.question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build();
    }

    /** Begins to look. */
    static HoldUps watching(HttpClient client) {
        var holdUps = new HoldUps(serve(), client);
        var thread = new Thread(holdUps::watch, "hold-ups");
        thread.setDaemon(true);
        thread.start();
        return holdUps;
    }

    private static HttpServer serve() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on the loopback address", e);
        }
    }

    private void watch() {
        try {
            do {
                begin();
                ask();
                end();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        asked = Optional.of(System.nanoTime());
    }

    private void ask() throws InterruptedException {
        try {
            client.send(question, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // It took as long as it took.
            System.getLogger(HoldUps.class.getName()).log(System.Logger.Level.DEBUG, "Our own server is gone.", e);
        }
    }

    private synchronized void end() {
        journals.forEach(this::note);
        asked = Optional.empty();
    }

    /** Tells this journal from now on. */
    synchronized void tell(Journal journal) {
        journals.add(journal);
    }

    /** Tells this journal no more, but for a question that waits for its answer right now. */
    synchronized void leave(Journal journal) {
        note(journal);
        journals.remove(journal);
    }

    private void note(Journal journal) {
        var took = asked.map(at -> Duration.ofNanos(System.nanoTime() - at)).orElse(Duration.ZERO);
        if (took.compareTo(LONG) > 0) {
            journal.append(new Entry.HeldUp(journal.now(), 0, took));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
