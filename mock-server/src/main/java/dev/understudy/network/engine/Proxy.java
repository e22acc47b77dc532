package dev.understudy.network.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens at one address and connects each client to another. Belongs to the engine's thread. */
public final class Proxy {
    private static final System.Logger LOG = System.getLogger(Proxy.class.getName());
    private static final int BACKLOG = 4096;

    private final Engine engine;
    private final String name;
    private final Map<Direction, List<Toxic>> chains = new EnumMap<>(Direction.class);
    private final Set<Connection> connections = new LinkedHashSet<>();
    private long connectionsMade;
    private String listen;
    private String upstream;
    private @Nullable ServerSocketChannel listener;

    /** Makes one that does not listen yet. */
    public Proxy(Engine engine, String name, String listen, String upstream) {
        this.engine = engine;
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        for (var direction : Direction.values()) {
            chains.put(direction, new ArrayList<>(List.of(Toxic.hidden(direction))));
        }
    }

    public String name() {
        return name;
    }

    /** Where it listens; while it does not, where it was told to. */
    public String listen() {
        return listen;
    }

    /** Where it connects clients to, as it was told. */
    public String upstream() {
        return upstream;
    }

    public boolean isEnabled() {
        return listener != null;
    }

    /** Changes the addresses of a stopped proxy. */
    public void setAddresses(String newListen, String newUpstream) {
        listen = newListen;
        upstream = newUpstream;
    }

    /** Listens at this address. Does nothing if it does already. */
    public void start(InetSocketAddress address) throws IOException {
        if (listener != null) {
            return;
        }
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            engine.loop().register(channel, SelectionKey.OP_ACCEPT, () -> accept(channel));
            listen = HostPort.print((InetSocketAddress) channel.getLocalAddress());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        listener = channel;
    }

    /** Refuses clients and ends the connections there are, with what is on its way. */
    public void stop() {
        if (listener == null) {
            return;
        }
        engine.loop().close(listener);
        listener = null;
        List.copyOf(connections).forEach(Connection::close);
        connections.clear();
    }

    /** Those that were added: upstream first, each direction in the order in which they act. */
    public List<Toxic> toxics() {
        var all = new ArrayList<Toxic>();
        chains.values().forEach(chain -> all.addAll(chain.subList(1, chain.size())));
        return Collections.unmodifiableList(all);
    }

    public Optional<Toxic> toxic(String toxicName) {
        return toxics().stream().filter(toxic -> toxic.name().equals(toxicName)).findFirst();
    }

    /** Lets a toxic act behind the others, on open connections too. */
    public void add(Toxic toxic) {
        chain(toxic).add(toxic);
        links(toxic).forEach(link -> link.add(toxic));
    }

    /** Lets a toxic act with its new settings. */
    public void restart(Toxic toxic) {
        int index = chain(toxic).indexOf(toxic);
        links(toxic).forEach(link -> link.restart(index));
    }

    public void remove(Toxic toxic) {
        int index = chain(toxic).indexOf(toxic);
        chain(toxic).remove(index);
        links(toxic).forEach(link -> link.remove(index));
    }

    /** The connections there are, oldest first. */
    public List<ConnectionView> connections() {
        return connections.stream().map(Connection::view).toList();
    }

    /** The connections there are stand still, until {@link #resume}; later ones do not. Nothing is lost. */
    public void stall() {
        each(Connection::stall);
    }

    public void resume() {
        each(Connection::resume);
    }

    /** The connections there are go silent for good: data and ends are swallowed. Later ones are not concerned. */
    public void silence() {
        each(Connection::silence);
    }

    /** Ends one side of the connections there are. */
    public void end(Side side, Ending ending) {
        each(connection -> connection.end(side, ending));
    }

    /** Both sides of the connections there are see a reset. */
    public void reset() {
        each(connection -> {
            connection.silence();
            connection.end(Side.CLIENT, Ending.RST);
            connection.end(Side.SERVER, Ending.RST);
        });
    }

    private void each(Consumer<Connection> what) {
        List.copyOf(connections).forEach(what);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    private List<Toxic> chain(Toxic toxic) {
        return chain(toxic.direction());
    }

    private List<Toxic> chain(Direction direction) {
        return chains.computeIfAbsent(direction, key -> new ArrayList<>());
    }

    private List<Link> links(Toxic toxic) {
        var links = new ArrayList<Link>();
        for (var connection : connections) {
            var link = connection.link(toxic.direction());
            if (link != null && !link.isOver()) {
                links.add(link);
            }
        }
        return links;
    }

    private void accept(ServerSocketChannel from) {
        try {
            for (var client = from.accept(); client != null; client = from.accept()) {
                client.configureBlocking(false);
                connect(client);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Proxy " + name + " could not accept a client: " + e.getMessage());
        }
    }

    private void connect(SocketChannel client) {
        var connection = new Connection(engine, this, ++connectionsMade, client);
        connections.add(connection);
        new Dial(engine, upstream, new Dial.Listener() {
                    @Override
                    public boolean trying(SocketChannel channel) {
                        connection.dialling(channel);
                        return connections.contains(connection);
                    }

                    @Override
                    public void reached(SocketChannel channel) {
                        join(connection, channel);
                    }

                    @Override
                    public void failed() {
                        giveUp(connection);
                    }
                })
                .start();
    }

    private void join(Connection connection, SocketChannel channel) {
        try {
            connection.join(channel, chain(Direction.UPSTREAM), chain(Direction.DOWNSTREAM));
        } catch (IOException e) {
            giveUp(connection);
        }
    }

    private void giveUp(Connection connection) {
        connection.close();
        connections.remove(connection);
    }
}
