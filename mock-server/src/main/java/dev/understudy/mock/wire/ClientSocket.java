package dev.understudy.mock.wire;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;

/**
 * The TCP connection under an exchange: watched, written to, closed, reset, and with timers of its own thread.
 *
 * <p>A client that closes is seen at once, for the connection is read while the answer is written (Undertow itself would notice at
 * the next write only). To be used on the exchange's I/O thread, {@link #soon} excepted.
 */
final class ClientSocket {
    private static final int SCRATCH = 256;
    private static final int ROOM = 4096;
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(5);

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
        this.connection = Drop.connection(exchange);
        this.whenBroken = whenBroken;
        this.timer = new IoTimer(exchange.getIoThread());
    }

    /** Where bytes go that no HTTP is put around. Only as long as Undertow has not begun an answer. */
    StreamSinkChannel bareSink() {
        return connection.getSinkChannel();
    }

    /** Calls this when the client closes. */
    void watch(Runnable whenLeft) {
        // A request sent ahead of time: it cannot be put back, so this connection must not serve another.
        watch(SCRATCH, bytes -> exchange.setPersistent(false), whenLeft);
        connection.getSourceChannel().resumeReads();
    }

    /** Gives all that the client sends to this reader, and calls the other when it closes. */
    void read(Consumer<ByteBuffer> reader, Runnable whenLeft) {
        watch(ROOM, reader, whenLeft);
        // What Undertow has read already, behind the request, is no news to the selector.
        connection.getSourceChannel().wakeupReads();
    }

    private void watch(int room, Consumer<ByteBuffer> reader, Runnable whenLeft) {
        var source = connection.getSourceChannel();
        source.getReadSetter().set(channel -> {
            try {
                var scratch = ByteBuffer.allocate(room);
                int count = channel.read(scratch);
                if (count < 0) {
                    channel.suspendReads();
                    whenLeft.run();
                } else if (count > 0) {
                    reader.accept(scratch.flip());
                }
            } catch (IOException e) {
                channel.suspendReads();
                whenBroken.accept(e);
            }
        });
    }

    /**
     * Ends our side, and forgets what the client still sends until it ends its own, or until that takes too long. Closing at once would
     * reset the connection if anything is unread, and the client might lose what was said last.
     */
    void linger() {
        var sink = connection.getSinkChannel();
        try {
            sink.shutdownWrites();
            flush(sink);
        } catch (IOException e) {
            close();
            return;
        }
        read(bytes -> {}, this::close);
        later(LONGEST_LINGER, this::close);
    }

    /** Undertow must get its own read listener back before it looks for the next request. */
    void stopWatching() {
        connection.getSourceChannel().suspendReads();
        connection.getSourceChannel().getReadSetter().set(null);
    }

    void stopReading() {
        connection.getSourceChannel().suspendReads();
    }

    void goOnReading() {
        connection.getSourceChannel().resumeReads();
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
        Drop.reset(connection, whenBroken);
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
