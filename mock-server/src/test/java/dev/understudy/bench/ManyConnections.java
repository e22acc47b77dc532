package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** So many connections at once with a latency toxic: what an idle one costs, and whether each gets its byte back. */
record ManyConnections(int count) implements NetworkTrial {
    private static final int PATIENCE_MILLIS = 10_000;

    @Override
    public String name() {
        return count + " connections";
    }

    @Override
    public void run(ToxiproxyProcess server, Figures figures) throws IOException {
        var open = new ArrayList<Socket>();
        try (var destination = Destination.start(Destination::echo)) {
            int port = server.proxy(destination.port());
            server.toxic("latency", "\"latency\":50");
            long errors = connect(port, 50, open) + exchange(open);
            long memory = server.kibibytes();
            long threads = server.threads().orElse(0);
            errors += connect(port, count, open);
            errors += exchange(open.subList(50, open.size()));
            figures.add(name(), "errors", server.name(), errors);
            figures.add(name(), "KiB for each idle one", server.name(), (server.kibibytes() - memory) / (double) count);
            figures.add(name(), "more threads", server.name(), server.threads().orElse(0) - threads);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private static long connect(int port, int howMany, List<Socket> open) throws IOException {
        long errors = 0;
        for (int i = 0; i < howMany; i++) {
            var socket = new Socket();
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
            } catch (IOException e) {
                errors++;
            }
        }
        return errors;
    }

    /** Sends a byte on each, and waits for all of them. */
    private static long exchange(List<Socket> open) {
        long errors = 0;
        for (var socket : open) {
            try {
                socket.getOutputStream().write(1);
            } catch (IOException e) {
                errors++;
            }
        }
        for (var socket : open) {
            try {
                errors += socket.getInputStream().read() == 1 ? 0 : 1;
            } catch (IOException e) {
                errors++;
            }
        }
        return errors;
    }
}
