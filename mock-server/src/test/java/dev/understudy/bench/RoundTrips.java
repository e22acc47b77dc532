package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A byte there and back, with no proxy and then through one without toxics. */
record RoundTrips(int count) implements NetworkTrial {
    @Override
    public String name() {
        return "round trip";
    }

    @Override
    public void run(ToxiproxyProcess server, Figures figures) throws IOException {
        try (var destination = Destination.start(Destination::echo)) {
            int port = server.proxy(destination.port());
            trips(port);
            var direct = trips(destination.port());
            var through = trips(port);
            figures.add(
                    name(),
                    "added p50, us",
                    server.name(),
                    1e3 * (through.milliseconds(0.5) - direct.milliseconds(0.5)));
            figures.add(name(), "p50, us", server.name(), 1e3 * through.milliseconds(0.5));
            figures.add(name(), "p99, us", server.name(), 1e3 * through.milliseconds(0.99));
        }
    }

    private Samples trips(int port) throws IOException {
        var samples = new Samples();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < count; i++) {
                long before = System.nanoTime();
                socket.getOutputStream().write(1);
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("The connection has ended.");
                }
                samples.add(System.nanoTime() - before);
            }
        }
        return samples;
    }
}
