package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import org.xnio.IoUtils;

/** Many clients in one thread: opens streams at an even rate, reads them all, and notes when events come. Not thread-safe. */
final class StreamLoad implements AutoCloseable {
    private static final int TICK_MILLIS = 250;

    private final InetSocketAddress server;
    private final Work work;
    private final Runnable everyTick;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Samples firstEvents = new Samples();
    private final Samples gaps = new Samples();
    private long events;
    private int errors;
    private int open;
    private int served;
    private long nextTick;

    /** A load that has not begun; runs {@code everyTick} four times a second while it waits. */
    StreamLoad(int port, Work work, Runnable everyTick) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.work = work;
        this.everyTick = everyTick;
        this.selector = Selector.open();
    }

    /**
     * Opens so many streams, so many a second, and reads until all have ended or had their events.
     *
     * @param within streams that are not done by then are errors
     */
    void run(int streams, int perSecond, IntFunction<String> paths, Duration within) throws IOException {
        long start = System.nanoTime();
        int opened = 0;
        int wanted = served + errors + streams;
        while (served + errors < wanted && System.nanoTime() - start < within.toNanos()) {
            long due = Math.min(streams, (System.nanoTime() - start) * perSecond / 1_000_000_000L + 1);
            for (; opened < due; opened++) {
                connect(paths.apply(opened));
            }
            turn(opened < streams ? 1 : TICK_MILLIS);
        }
        errors += wanted - served - errors;
    }

    /** Goes on reading for a while, whatever comes. */
    void hold(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            turn(Math.min(TICK_MILLIS, left / 1_000_000 + 1));
        }
    }

    private void turn(long millis) throws IOException {
        selector.select(this::attend, millis);
        long now = System.nanoTime();
        if (now >= nextTick) {
            nextTick = now + TICK_MILLIS * 1_000_000L;
            everyTick.run();
        }
    }

    private void connect(String path) throws IOException {
        long begun = System.nanoTime();
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, new Client(path, begun));
        open++;
    }

    private void attend(SelectionKey key) {
        var client = (Client) key.attachment();
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(client.request());
                key.interestOps(SelectionKey.OP_READ);
            } else if (!client.read(channel)) {
                channel.close();
                open--;
            }
        } catch (IOException e) {
            client.fail();
            // Closing can fail only if it is broken already, and then there is nothing left to do.
            IoUtils.safeClose(channel);
            open--;
        }
    }

    Samples firstEvents() {
        return firstEvents;
    }

    Samples gaps() {
        return gaps;
    }

    long events() {
        return events;
    }

    int errors() {
        return errors;
    }

    /** How many streams are open. */
    int open() {
        return open;
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One stream. */
    private final class Client {
        private final Reading reader = work.door().reading();
        private final String path;
        private final long begun;
        private int seen;
        private long lastAt;
        private boolean counted;

        Client(String path, long begun) {
            this.path = path;
            this.begun = begun;
        }

        ByteBuffer request() {
            var text = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + work.door().headers() + "\r\n";
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** Reads what has come; false once the stream is over. */
        boolean read(SocketChannel channel) throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                fail();
                return false;
            }
            long now = System.nanoTime();
            buffer.flip();
            int more = reader.read(buffer);
            if (more > 0) {
                note(more, now);
            }
            if (reader.isEnded() || (!work.ends() && seen >= work.events())) {
                finish();
            }
            return !reader.isEnded();
        }

        private void note(int more, long now) {
            if (seen == 0) {
                firstEvents.add(now - begun);
            } else if (!work.every().isZero()) {
                gaps.add(now - lastAt);
            }
            seen += more;
            lastAt = now;
            events += more;
        }

        private void finish() {
            if (!counted) {
                counted = true;
                if (seen == work.events()) {
                    served++;
                } else {
                    errors++;
                }
            }
        }

        void fail() {
            if (!counted) {
                counted = true;
                errors++;
            }
        }
    }
}
