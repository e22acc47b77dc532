package dev.understudy.network.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One attempt to reach a server: asks for its addresses on another thread, then tries each in turn. */
final class Dial {
    /** What comes of it; told on the loop's thread. */
    interface Listener {
        /** It tries this socket. Returns whether that is still wanted. */
        boolean trying(SocketChannel channel);

        void reached(SocketChannel channel);

        void failed();
    }

    private final Engine engine;
    private final String address;
    private final Optional<InetAddress> from;
    private final Listener listener;
    private final Deque<InetSocketAddress> left = new ArrayDeque<>();

    Dial(Engine engine, String address, Optional<InetAddress> from, Listener listener) {
        this.from = from;
        this.engine = engine;
        this.address = address;
        this.listener = listener;
    }

    void start() {
        if (HostPort.isNumeric(address)) {
            begin(resolve());
        } else {
            engine.resolvers().execute(() -> {
                var found = resolve();
                engine.loop().execute(() -> begin(found));
            });
        }
    }

    private void begin(List<InetSocketAddress> found) {
        left.addAll(found);
        tryNext();
    }

    private List<InetSocketAddress> resolve() {
        try {
            return HostPort.parse(address).forDialling();
        } catch (AddressException e) {
            return List.of();
        }
    }

    private void tryNext() {
        var next = left.poll();
        if (next == null) {
            listener.failed();
            return;
        }
        try {
            connect(SocketChannel.open(), next);
        } catch (IOException e) {
            tryNext();
        }
    }

    private void connect(SocketChannel channel, InetSocketAddress to) throws IOException {
        if (!listener.trying(channel)) {
            channel.close();
            return;
        }
        try {
            channel.configureBlocking(false);
            if (from.isPresent()) {
                channel.bind(new InetSocketAddress(from.get(), 0));
            }
            if (channel.connect(to)) {
                listener.reached(channel);
            } else {
                engine.loop().register(channel, SelectionKey.OP_CONNECT, () -> finish(channel));
            }
        } catch (IOException e) {
            engine.loop().close(channel);
            throw e;
        }
    }

    private void finish(SocketChannel channel) {
        try {
            if (!channel.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            engine.loop().close(channel);
            tryNext();
            return;
        }
        listener.reached(channel);
    }
}
