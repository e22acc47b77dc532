package dev.understudy.mock.wire;

import dev.understudy.mock.script.Bytes;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * An answer on Undertow's raw response channel: each write is one chunk on the wire.
 *
 * <p>A client that closes is seen at once, for the connection is read while the answer is written (Undertow itself would notice at
 * the next write only). Must be made, and used, on the exchange's I/O thread.
 */
public final class UndertowWire implements Wire {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final HttpServerExchange exchange;
    private final StreamConnection connection;
    private final StreamSinkChannel sink;
    private final Consumer<IOException> whenBroken;

    /**
     * Takes over the answer of an exchange whose status and headers are set.
     *
     * @param whenLeft called when the client closes
     * @param whenBroken called when a read or a write fails
     */
    public UndertowWire(HttpServerExchange exchange, Runnable whenLeft, Consumer<IOException> whenBroken) {
        this.exchange = exchange;
        this.connection = ((AbstractServerConnection) exchange.getConnection()).getChannel();
        this.whenBroken = whenBroken;
        this.sink = exchange.getResponseChannel();
        watch(connection.getSourceChannel(), whenLeft);
        sendHead();
    }

    /** The headers must not wait for the first event. */
    private void sendHead() {
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

    private void watch(StreamSourceChannel source, Runnable whenLeft) {
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

    @Override
    public boolean write(Bytes bytes, Runnable whenWritten) {
        var buffer = bytes.asBuffer();
        try {
            if (push(buffer)) {
                return true;
            }
        } catch (IOException e) {
            whenBroken.accept(e);
            return false;
        }
        sink.getWriteSetter().set(channel -> finishWrite(buffer, whenWritten));
        sink.resumeWrites();
        return false;
    }

    private void finishWrite(ByteBuffer buffer, Runnable whenWritten) {
        try {
            if (push(buffer)) {
                sink.suspendWrites();
                whenWritten.run();
            }
        } catch (IOException e) {
            sink.suspendWrites();
            whenBroken.accept(e);
        }
    }

    private boolean push(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (sink.write(buffer) == 0) {
                return false;
            }
        }
        return sink.flush();
    }

    @Override
    public void end() {
        stopWatching();
        exchange.endExchange();
    }

    @Override
    public void endThenClose() {
        exchange.setPersistent(false);
        end();
    }

    @Override
    public void stopReading() {
        connection.getSourceChannel().suspendReads();
    }

    @Override
    public void close() {
        stopWatching();
        IoUtils.safeClose(connection);
    }

    @Override
    public void reset() {
        stopWatching();
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            whenBroken.accept(e);
        }
        IoUtils.safeClose(connection);
    }

    /** Undertow must get its own read listener back before it looks for the next request. */
    private void stopWatching() {
        connection.getSourceChannel().suspendReads();
        connection.getSourceChannel().getReadSetter().set(null);
    }

    @Override
    public Runnable later(Duration delay, Runnable task) {
        try {
            XnioExecutor.Key key = exchange.getIoThread().executeAfter(task, wholeMillis(delay), TimeUnit.MILLISECONDS);
            return key::remove;
        } catch (RejectedExecutionException e) {
            // The server is stopping; there is nobody left to tell.
            close();
            return () -> {};
        }
    }

    /**
     * XNIO cuts a delay down to milliseconds, and runs what is left with none at once: a task that waits for a time must be woken
     * behind it, or it would ask again and again until that time has come. A delay of centuries it takes for one that is over;
     * whoever is woken early asks again.
     */
    static long wholeMillis(Duration delay) {
        return delay.compareTo(LONGEST_DELAY) < 0
                ? delay.plusNanos(NANOS_PER_MILLI - 1).toMillis()
                : LONGEST_DELAY.toMillis();
    }

    @Override
    public void soon(Runnable task) {
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            // The server is stopping; there is nobody left to tell.
            close();
        }
    }

    /** The connection under an exchange, for faults that come before any answer. */
    public static void drop(HttpServerExchange exchange, boolean reset) {
        @Nullable StreamConnection connection = ((AbstractServerConnection) exchange.getConnection()).getChannel();
        if (reset) {
            try {
                connection.setOption(Options.CLOSE_ABORT, true);
            } catch (IOException e) {
                exchange.setPersistent(false);
            }
        }
        IoUtils.safeClose(connection);
    }
}
