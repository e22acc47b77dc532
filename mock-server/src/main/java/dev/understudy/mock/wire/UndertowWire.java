package dev.understudy.mock.wire;

import dev.understudy.mock.script.Bytes;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * An answer on Undertow's raw response channel: each write is one chunk on the wire.
 *
 * <p>Must be made, and used, on the exchange's I/O thread.
 */
public final class UndertowWire extends SocketWire {
    private final HttpServerExchange exchange;

    /**
     * Takes over the answer of an exchange whose status and headers are set.
     *
     * @param whenLeft called when the client closes
     * @param whenBroken called when a read or a write fails
     */
    public UndertowWire(HttpServerExchange exchange, Runnable whenLeft, Consumer<IOException> whenBroken) {
        super(new ClientSocket(exchange, whenBroken), exchange.getResponseChannel());
        this.exchange = exchange;
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
}
