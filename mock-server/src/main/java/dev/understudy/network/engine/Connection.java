package dev.understudy.network.engine;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client, the server it was connected to, and the two links between. Belongs to the loop's thread. */
final class Connection {
    private final Engine engine;
    private final Proxy proxy;
    private final SocketChannel clientChannel;
    private @Nullable SocketChannel serverChannel;
    private @Nullable Link up;
    private @Nullable Link down;
    private int linksOver;

    Connection(Engine engine, Proxy proxy, SocketChannel clientChannel) {
        this.engine = engine;
        this.proxy = proxy;
        this.clientChannel = clientChannel;
    }

    /** A way to the server was begun; it goes with the connection. */
    void dialling(SocketChannel channel) {
        serverChannel = channel;
    }

    /** The server was reached. */
    void join(SocketChannel channel, List<Toxic> upstream, List<Toxic> downstream) throws IOException {
        serverChannel = channel;
        var client = new Peer(engine.loop(), clientChannel);
        var server = new Peer(engine.loop(), channel);
        up = new Link(engine, client, server, () -> linkIsOver(Direction.UPSTREAM));
        down = new Link(engine, server, client, () -> linkIsOver(Direction.DOWNSTREAM));
        up.start(upstream);
        down.start(downstream);
    }

    @Nullable Link link(Direction direction) {
        return direction == Direction.UPSTREAM ? up : down;
    }

    /** Ends both sides at once; what is on its way is lost. */
    void close() {
        for (var direction : Direction.values()) {
            var link = link(direction);
            if (link != null && !link.isOver()) {
                link.abandon();
                count(direction, link);
            }
        }
        engine.loop().close(clientChannel);
        if (serverChannel != null) {
            engine.loop().close(serverChannel);
        }
    }

    private void count(Direction direction, Link link) {
        engine.traffic().ended(proxy, direction, link.received(), link.hasFailed() ? 0 : link.sent());
    }

    /** The link has closed its sink, from which the other link reads. */
    private void linkIsOver(Direction direction) {
        var link = link(direction);
        var other = direction == Direction.UPSTREAM ? down : up;
        if (link != null) {
            count(direction, link);
        }
        linksOver++;
        if (linksOver == 2) {
            proxy.forget(this);
        } else if (other != null) {
            other.sourceIsGone();
        }
    }
}
