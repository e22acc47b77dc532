package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that does one thing with each connection, each on a thread of its own. */
final class Destination implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final Service service;

    /** What is done with a connection. */
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    private Destination(ServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
    }

    static Destination start(Service service) throws IOException {
        var destination = new Destination(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), service);
        begin("bench destination", destination::accept);
        return destination;
    }

    /** Sends everything back. */
    static void echo(Socket socket) throws IOException {
        socket.getInputStream().transferTo(socket.getOutputStream());
    }

    static Thread begin(String name, Runnable what) {
        // Small stacks: there are two thousand of them in one trial.
        var thread = new Thread(null, what, name, 128 * 1024);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                begin("bench service", () -> serve(socket));
            }
        } catch (IOException e) {
            // It is closed when the trial is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            service.serve(socket);
        } catch (IOException e) {
            // The other side has gone, as it does in these trials.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
