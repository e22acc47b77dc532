package dev.understudy.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A latency toxic of 100 ms, and by how much everything is later than that. */
record LatencyError(int chunks) implements NetworkTrial {
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int WARM = 50;

    @Override
    public String name() {
        return "latency 100 ms";
    }

    @Override
    public void run(ToxiproxyProcess server, Figures figures) throws IOException {
        try (var destination = Destination.start(this::tick)) {
            int port = server.proxy(destination.port());
            server.toxic("latency", "\"latency\":100");
            var errors = new Samples();
            long early = 0;
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var in = new DataInputStream(socket.getInputStream());
                for (int i = 0; i < chunks; i++) {
                    long sent = in.readLong();
                    long late = System.nanoTime() - sent - LATENCY_NANOS;
                    if (i >= WARM) {
                        early += late < 0 ? 1 : 0;
                        errors.add(Math.max(0, late));
                    }
                }
            }
            figures.add(name(), "error p50, ms", server.name(), errors.milliseconds(0.5));
            figures.add(name(), "error p99, ms", server.name(), errors.milliseconds(0.99));
            figures.add(name(), "too early", server.name(), early);
        }
    }

    private void tick(Socket socket) throws IOException {
        for (int i = 0; i < chunks; i++) {
            LockSupport.parkNanos(GAP_NANOS);
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(Long.BYTES)
                            .putLong(System.nanoTime())
                            .array());
        }
    }
}
