package dev.understudy.mock.wire;

import dev.understudy.mock.script.Bytes;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.xnio.channels.StreamSinkChannel;

/**
 * An answer on Undertow's raw response channel: each write is one chunk on the wire.
 *
 * <p>Must be made, and used, on the exchange's I/O thread.
 */
public final class UndertowWire implements Wire {
    private final HttpServerExchange exchange;
    private final ClientSocket socket;
    private final StreamSinkChannel sink;

    /**
     * Takes over the answer of an exchange whose status and headers are set.
     *
     * @param whenLeft called when the client closes
     * @param whenBroken called when a read or a write fails
     */
    public UndertowWire(HttpServerExchange exchange, Runnable whenLeft, Consumer<IOException> whenBroken) {
        this.exchange = exchange;
        this.socket = new ClientSocket(exchange, whenBroken);
        this.sink = exchange.getResponseChannel();
        socket.watch(whenLeft);
        // The headers must not wait for the first event.
        socket.flush(sink);
    }

    @Override
    public boolean write(Bytes bytes, Runnable whenWritten) {
        return socket.write(sink, bytes.asBuffer(), whenWritten);
    }

    @Override
    public boolean writeUnframed(Bytes bytes, Runnable whenWritten) {
        throw new IllegalStateException("Undertow puts a chunk around every write; only a bare wire can do this.");
    }

    @Override
    public void end() {
        socket.stopWatching();
        exchange.endExchange();
    }

    @Override
    public void endThenClose() {
        exchange.setPersistent(false);
        end();
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
