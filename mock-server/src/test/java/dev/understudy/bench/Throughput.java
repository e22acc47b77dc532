package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** As much as goes through one connection. */
record Throughput(long megabytes) implements NetworkTrial {
    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE = 65_536;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void run(ToxiproxyProcess server, Figures figures) throws IOException {
        try (var destination = Destination.start(this::pour)) {
            int port = server.proxy(destination.port());
            take(port);
            figures.add(name(), "one connection, MB/s", server.name(), take(port));
        }
    }

    private void pour(Socket socket) throws IOException {
        var piece = new byte[PIECE];
        for (long left = megabytes * MEGABYTE; left > 0; left -= PIECE) {
            socket.getOutputStream().write(piece);
        }
    }

    private static double take(int port) throws IOException {
        var piece = new byte[PIECE];
        long taken = 0;
        long before = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (int length; (length = socket.getInputStream().read(piece)) >= 0; ) {
                taken += length;
            }
        }
        return taken * 1e9 / MEGABYTE / (System.nanoTime() - before);
    }
}
