package dev.understudy.network.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server behind the proxy {@code p}, and the sockets that were opened through it. */
final class Road implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket destination;
    private final int port;
    private final List<End> ends = new ArrayList<>();

    private Road(ServerSocket destination, int port) {
        this.destination = destination;
        this.port = port;
    }

    static Road through(Api api) throws IOException {
        var destination = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        destination.setSoTimeout(PATIENCE_MILLIS);
        return new Road(destination, api.proxy("p", destination.getLocalPort()));
    }

    /** Both ends of one connection through the proxy. */
    record Trip(End client, End server) {}

    /** Opens a connection; it has reached the server when this returns. */
    Trip open() throws IOException {
        var client = connect();
        return new Trip(client, accept());
    }

    /** Opens a connection and sends a byte each way, so that nothing is being set up any more. */
    Trip openAndGreet() throws IOException {
        return openAndGreet(port);
    }

    Trip openAndGreet(int throughPort) throws IOException {
        var trip = new Trip(connect(throughPort), accept());
        trip.client().send("?");
        trip.server().expect("?");
        trip.server().send("!");
        trip.client().expect("!");
        return trip;
    }

    End connect() throws IOException {
        return connect(port);
    }

    End connect(int toPort) throws IOException {
        var socket = new Socket();
        var end = new End(socket);
        ends.add(end);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), toPort), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return end;
    }

    End accept() throws IOException {
        var socket = destination.accept();
        var end = new End(socket);
        ends.add(end);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return end;
    }

    int port() {
        return port;
    }

    int destinationPort() {
        return destination.getLocalPort();
    }

    /** The server is no longer there. */
    void stopDestination() throws IOException {
        destination.close();
    }

    @Override
    public void close() throws IOException {
        destination.close();
        for (var end : ends) {
            end.close();
        }
    }
}
