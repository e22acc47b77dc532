package dev.understudy.conformance.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where a test service tells what its client saw: it posts JSON to {@code <callback URL>/1}, {@code /2}, ... Loopback only.
 *
 * <p>Listeners are called on the threads that take the posts, one at a time for each address.
 */
final class Callbacks implements AutoCloseable {
    private static final int MOST_BYTES = 80 * 1024 * 1024;
    private static final int ACCEPTED = 202;
    private static final int UNKNOWN = 404;
    private static final int TOO_LARGE = 413;

    private final HttpServer server;
    private final Map<String, Consumer<byte[]>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();

    Callbacks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task, "callbacks of a test service");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    /** A new address, whose posts go to this listener. */
    URI open(Consumer<byte[]> listener) {
        var name = String.valueOf(addresses.incrementAndGet());
        listeners.put(name, listener);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** Posts to this address go nowhere from now on. */
    void drop(URI address) {
        listeners.remove(nameIn(address));
    }

    private static String nameIn(URI address) {
        return address.getPath().split("/", -1)[1];
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var listener = listeners.get(nameIn(exchange.getRequestURI()));
            var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            if (listener == null) {
                exchange.sendResponseHeaders(UNKNOWN, -1);
            } else if (body.length == MOST_BYTES) {
                exchange.sendResponseHeaders(TOO_LARGE, -1);
            } else {
                // Taken before it is answered, so that whoever waits for the answer finds it done.
                listener.accept(body);
                exchange.sendResponseHeaders(ACCEPTED, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
