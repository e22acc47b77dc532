package dev.understudy.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Listeners that come and go, by FIN and by RST, while toxics are added, changed and removed all the time. None of these toxics
 * ends a connection or loses a byte, so whatever ends or is missing was lost by the server.
 */
record Churn(Duration time) implements NetworkTrial {
    private static final int LISTENERS = 12;
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final List<String> ATTRIBUTES =
            List.of("latency:latency", "bandwidth:rate", "slicer:average_size", "slow_close:delay");

    @Override
    public String name() {
        return "churn of " + time.toSeconds() + " s";
    }

    @Override
    public void run(ToxiproxyProcess server, Figures figures) throws IOException {
        try (var destination = Destination.start(Churn::count)) {
            int port = server.proxy(destination.port());
            var visits = new AtomicLong();
            var lost = new AtomicLong();
            long end = System.nanoTime() + time.toNanos();
            var listeners = new ArrayList<Thread>();
            for (int i = 0; i < LISTENERS; i++) {
                var random = new SplittableRandom(i);
                listeners.add(Destination.begin("bench listener", () -> visit(port, random, end, visits, lost)));
            }
            var calls = new Calls();
            calls.disturb(server, Math.min(end, System.nanoTime() + time.toNanos() / 5));
            long early = server.heldKibibytes();
            calls.disturb(server, end);
            report(server, figures, calls);
            figures.add(name(), "visits", server.name(), visits.get());
            figures.add(name(), "connections lost", server.name(), lost.get());
            figures.add(name(), "KiB held more than after a fifth", server.name(), (double)
                    (server.heldKibibytes() - early));
            listeners.forEach(Churn::join);
        }
    }

    private void report(ToxiproxyProcess server, Figures figures, Calls calls) {
        figures.add(name(), "calls", server.name(), calls.made);
        figures.add(name(), "calls that failed", server.name(), calls.failed);
        figures.add(name(), "calls over 1 s", server.name(), calls.slow);
        figures.add(name(), "slowest call, ms", server.name(), calls.slowest / 1e6);
    }

    private static void join(Thread thread) {
        try {
            thread.join(2L * PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends 0, 1, 2 and so on, without end. */
    private static void count(Socket socket) throws IOException {
        for (long i = 0; ; i++) {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(Long.BYTES).putLong(i).array());
            LockSupport.parkNanos(GAP_NANOS);
        }
    }

    private static void visit(int port, SplittableRandom random, long end, AtomicLong visits, AtomicLong lost) {
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                var in = new DataInputStream(socket.getInputStream());
                int events = random.nextInt(5, 60);
                for (long i = 0; i < events; i++) {
                    if (in.readLong() != i) {
                        throw new IOException("A number is missing.");
                    }
                }
                socket.setSoLinger(random.nextBoolean(), 0);
                visits.incrementAndGet();
            } catch (IOException e) {
                lost.incrementAndGet();
            }
        }
    }

    /** The calls to the API, and how long they took. */
    private static final class Calls {
        private final SplittableRandom random = new SplittableRandom(99);
        private long made;
        private long failed;
        private long slow;
        private long slowest;

        /** Adds, changes, looks at and removes a toxic, again and again; stops early if the server is lost. */
        void disturb(ToxiproxyProcess server, long end) {
            while (System.nanoTime() < end && failed < 3) {
                var words = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())).split(":", -1);
                var stream = random.nextBoolean() ? "upstream" : "downstream";
                var toxic = "/proxies/p/toxics/" + words[0] + "_" + stream;
                call(
                        server,
                        "POST",
                        "/proxies/p/toxics",
                        "{\"type\":\"" + words[0] + "\",\"stream\":\"" + stream + "\"," + attributes(words[1]) + "}");
                call(server, "PATCH", toxic, "{" + attributes(words[1]) + "}");
                call(server, "GET", "/proxies", "");
                call(server, "DELETE", toxic, "");
            }
        }

        private String attributes(String name) {
            return "\"attributes\":{\"" + name + "\":" + random.nextInt(10, 50) + "}";
        }

        private void call(ToxiproxyProcess server, String method, String path, String body) {
            long before = System.nanoTime();
            try {
                server.call(method, path, body);
            } catch (IOException e) {
                failed++;
            }
            long took = System.nanoTime() - before;
            made++;
            slow += took > TimeUnit.SECONDS.toNanos(1) ? 1 : 0;
            slowest = Math.max(slowest, took);
        }
    }
}
