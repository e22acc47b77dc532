package dev.understudy.mock.wire;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;

/**
 * The TCP connection under an exchange: watched, written to, closed, reset, and with timers of its own thread.
 *
 * <p>A client that closes is seen at once, for the connection is read while the answer is written (Undertow itself would notice at
 * the next write only). To be used on the exchange's I/O thread, {@link #soon} excepted.
 */
final class ClientSocket {
    private final HttpServerExchange exchange;
    private final StreamConnection connection;
    private final Consumer<IOException> whenBroken;
    private final IoTimer timer;

    /**
     * The connection of an exchange.
     *
     * @param whenBroken called when a read or a write fails
     */
    ClientSocket(HttpServerExchange exchange, Consumer<IOException> whenBroken) {
        this.exchange = exchange;
        this.connection = ((AbstractServerConnection) exchange.getConnection()).getChannel();
        this.whenBroken = whenBroken;
        this.timer = new IoTimer(exchange.getIoThread());
    }

    /** Where bytes go that no HTTP is put around. Only as long as Undertow has not begun an answer. */
    StreamSinkChannel bareSink() {
        return connection.getSinkChannel();
    }

    /** Calls this when the client closes. */
    void watch(Runnable whenLeft) {
        var source = connection.getSourceChannel();
        source.getReadSetter().set(channel -> {
            try {
                var scratch = ByteBuffer.allocate(256);
                int count = channel.read(scratch);
                if (count < 0) {
                    channel.suspendReads();
                    whenLeft.run();
                } else if (count > 0) {
                    // A request sent ahead of time: it cannot be put back, so this connection must not serve another.
                    exchange.setPersistent(false);
                }
            } catch (IOException e) {
                channel.suspendReads();
                whenBroken.accept(e);
            }
        });
        source.resumeReads();
    }

    /** Undertow must get its own read listener back before it looks for the next request. */
    void stopWatching() {
        connection.getSourceChannel().suspendReads();
        connection.getSourceChannel().getReadSetter().set(null);
    }

    void stopReading() {
        connection.getSourceChannel().suspendReads();
    }

    /** Flushes what is on its way already. */
    void flush(StreamSinkChannel sink) {
        try {
            if (!sink.flush()) {
                sink.getWriteSetter()
                        .set(ChannelListeners.flushingChannelListener(null, (channel, e) -> whenBroken.accept(e)));
                sink.resumeWrites();
            }
        } catch (IOException e) {
            whenBroken.accept(e);
        }
    }

    /** Writes and flushes; see {@link Wire#write}. */
    boolean write(StreamSinkChannel sink, ByteBuffer buffer, Runnable whenWritten) {
        try {
            if (push(sink, buffer)) {
                return true;
            }
        } catch (IOException e) {
            whenBroken.accept(e);
            return false;
        }
        sink.getWriteSetter().set(channel -> finishWrite(sink, buffer, whenWritten));
        sink.resumeWrites();
        return false;
    }

    private void finishWrite(StreamSinkChannel sink, ByteBuffer buffer, Runnable whenWritten) {
        try {
            if (push(sink, buffer)) {
                sink.suspendWrites();
                whenWritten.run();
            }
        } catch (IOException e) {
            sink.suspendWrites();
            whenBroken.accept(e);
        }
    }

    private static boolean push(StreamSinkChannel sink, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (sink.write(buffer) == 0) {
                return false;
            }
        }
        return sink.flush();
    }

    void close() {
        stopWatching();
        IoUtils.safeClose(connection);
    }

    void reset() {
        stopWatching();
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            whenBroken.accept(e);
        }
        IoUtils.safeClose(connection);
    }

    /** See {@link Wire#later}. When the server is stopping there is nobody left to tell. */
    Runnable later(Duration delay, Runnable task) {
        return timer.later(delay, task, this::close);
    }

    /** See {@link Wire#soon}. */
    void soon(Runnable task) {
        timer.soon(task, this::close);
    }
}
