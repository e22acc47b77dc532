package dev.understudy.mock.wire;

import java.time.Duration;
import org.xnio.channels.StreamSinkChannel;

/** What a wire does with the connection, however it frames what is written. */
abstract sealed class SocketWire implements Wire permits UndertowWire, BareWire {
    final ClientSocket socket;
    final StreamSinkChannel sink;

    SocketWire(ClientSocket socket, StreamSinkChannel sink) {
        this.socket = socket;
        this.sink = sink;
    }

    @Override
    public void handOver() {
        socket.stopWatching();
    }

    @Override
    public void stopReading() {
        socket.stopReading();
    }

    @Override
    public void goOnReading() {
        socket.goOnReading();
    }

    @Override
    public void linger() {
        socket.linger();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public Runnable later(Duration delay, Runnable task) {
        return socket.later(delay, task);
    }

    @Override
    public void soon(Runnable task) {
        socket.soon(task);
    }
}
