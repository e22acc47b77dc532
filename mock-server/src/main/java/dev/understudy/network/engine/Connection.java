package dev.understudy.network.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client, the server it was connected to, and the two links between. Belongs to the loop's thread. */
final class Connection {
    private final Engine engine;
    private final Proxy proxy;
    private final long number;
    private final SocketChannel clientChannel;
    private @Nullable SocketChannel serverChannel;
    private final Map<Side, Peer> ends = new EnumMap<>(Side.class);
    private @Nullable Link up;
    private @Nullable Link down;
    private int linksOver;
    private long lastHeard;
    private @Nullable Timer idleCheck;
    private ConnectionView.State state = ConnectionView.State.DIALLING;

    Connection(Engine engine, Proxy proxy, long number, SocketChannel clientChannel) {
        this.number = number;
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
        ends.put(Side.CLIENT, client);
        ends.put(Side.SERVER, server);
        state = ConnectionView.State.FLOWING;
        up.onSourceEnd(this::forgetIfOver);
        down.onSourceEnd(this::forgetIfOver);
        up.start(upstream);
        down.start(downstream);
    }

    /** Nobody will ever answer this client. */
    void ignore() throws IOException {
        var client = new Peer(engine.loop(), clientChannel);
        var unread = engine.buffer();
        client.onReadable(() -> {
            if (!client.discard(unread)) {
                client.close();
                forgetIfOver();
            }
        });
        client.wantToRead(true);
        ends.put(Side.CLIENT, client);
        state = ConnectionView.State.SILENT;
    }

    /** Goes silent when neither side has sent anything for so long; 0 ends that. */
    void dropWhenIdle(long nanos) {
        if (idleCheck != null) {
            engine.loop().cancel(idleCheck);
            idleCheck = null;
        }
        if (nanos > 0 && up != null && down != null) {
            lastHeard = engine.loop().now();
            up.onRead(() -> lastHeard = engine.loop().now());
            down.onRead(() -> lastHeard = engine.loop().now());
            checkIdle(nanos);
        }
    }

    private void checkIdle(long nanos) {
        long left = nanos - (engine.loop().now() - lastHeard);
        if (state == ConnectionView.State.SILENT || !proxy.has(this)) {
            return;
        }
        if (left <= 0) {
            silence();
        } else {
            idleCheck = engine.loop().after(left, () -> checkIdle(nanos));
        }
    }

    /** Passes so many bytes more in one direction, then ends both sides. */
    void cutAfter(Direction direction, long bytes, Ending ending) {
        var link = link(direction);
        if (link != null && !link.isOver()) {
            link.stopAfter(bytes, () -> {
                silence();
                end(Side.CLIENT, ending);
                end(Side.SERVER, ending);
            });
        }
    }

    ConnectionView view() {
        return new ConnectionView(
                number,
                clientName(),
                up == null ? 0 : up.sent(),
                down == null ? 0 : down.sent(),
                state,
                endedSides(),
                tail());
    }

    private String tail() {
        return down == null ? "" : new String(down.tail(), ISO_8859_1).replace("\0", "");
    }

    private List<Side> endedSides() {
        return ends.keySet().stream().filter(this::hasEnded).toList();
    }

    private boolean hasEnded(Side side) {
        var peer = ends.get(side);
        var link = side == Side.CLIENT ? up : down;
        return (peer != null && !peer.isOpen()) || (link != null && link.sourceHasEnded());
    }

    /** Both directions stand still until {@link #resume}. */
    void stall() {
        change(ConnectionView.State.FLOWING, ConnectionView.State.STALLED, Link::stall);
    }

    /** Takes no more from one side until {@link #resume}; the other direction goes on. */
    void stopReading(Side side) {
        var link = side == Side.CLIENT ? up : down;
        if (link != null && state == ConnectionView.State.FLOWING) {
            state = ConnectionView.State.STALLED;
            link.stall();
        }
    }

    void resume() {
        change(ConnectionView.State.STALLED, ConnectionView.State.FLOWING, Link::resume);
    }

    /** From now on neither side hears anything of the other, not even its end. */
    void silence() {
        change(state, ConnectionView.State.SILENT, Link::silence);
        forgetIfOver();
    }

    /** Ends one side. Unless the connection is silent the other side sees an end too. */
    void end(Side side, Ending ending) {
        var peer = ends.get(side);
        if (peer == null || !peer.isOpen()) {
            return;
        }
        if (ending == Ending.RST) {
            peer.endWithReset();
        }
        peer.close();
        if (state != ConnectionView.State.SILENT) {
            resume();
            gone(side);
        } else {
            forgetIfOver();
        }
    }

    /** Of a silent connection neither side hears that the other has gone; when both have, it is over. */
    private void forgetIfOver() {
        if (state == ConnectionView.State.SILENT && ends.keySet().stream().allMatch(this::hasEnded)) {
            close();
            proxy.forget(this);
        }
    }

    private void gone(Side side) {
        var link = side == Side.CLIENT ? up : down;
        if (link != null) {
            link.sourceIsGone();
        }
    }

    private void change(ConnectionView.State from, ConnectionView.State to, Consumer<Link> how) {
        if (state == from && up != null && down != null) {
            state = to;
            how.accept(up);
            how.accept(down);
        }
    }

    private String clientName() {
        try {
            return clientChannel.getRemoteAddress() instanceof InetSocketAddress address ? HostPort.print(address) : "";
        } catch (IOException e) {
            return "";
        }
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
