package dev.understudy.network.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
    /**
     * How a server is reached.
     *
     * @param to another address than the proxy's own
     * @param from the address of this machine that the server shall see
     */
    public record Path(Optional<String> to, Optional<InetAddress> from) {
        /** The proxy's own server, from whatever address the system takes. */
        public static final Path USUAL = new Path(Optional.empty(), Optional.empty());
    }

    private final Engine engine;
    private final String name;
    private final Map<Direction, List<Toxic>> chains = new EnumMap<>(Direction.class);
    private final Set<Connection> connections = new LinkedHashSet<>();
    private long connectionsMade;
    private Path path = Path.USUAL;
    private final Map<Direction, Consumer<Connection>> holds = new EnumMap<>(Direction.class);
    private Duration idle = Duration.ZERO;
    private Runnable whenConnected = () -> {};
    private int bursts;
    private boolean burstsClosed;
    private String listen;
    private String upstream;
    private @Nullable Listener listener;

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
        listener = Listener.open(engine.loop(), address, this::welcome);
        listen = HostPort.print(listener.address());
    }

    /** Refuses clients and ends the connections there are, with what is on its way. */
    public void stop() {
        if (listener == null) {
            return;
        }
        listener.close();
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

    /** Ends one side of the connections there are, when so much time has passed. */
    public void end(Side side, Ending ending, Duration after) {
        if (after.isZero()) {
            each(connection -> connection.end(side, ending));
            return;
        }
        var concerned = List.copyOf(connections);
        engine.loop().after(after.toNanos(), () -> concerned.forEach(connection -> connection.end(side, ending)));
    }

    /** Both sides of the connections there are see a reset. */
    public void reset() {
        each(connection -> {
            connection.silence();
            connection.end(Side.CLIENT, Ending.RST);
            connection.end(Side.SERVER, Ending.RST);
        });
    }

    /** Passes so many bytes more in one direction of each connection there is, then ends both sides. */
    public void cutAfter(Direction direction, long bytes, Ending ending) {
        each(connection -> connection.cutAfter(direction, bytes, ending));
    }

    /** Keeps bytes back until there are so many or they are so old, later connections included; 0 bytes ends that. */
    public void hold(Direction direction, long bytes, Duration most) {
        holds.put(direction, connection -> {
            var link = connection.link(direction);
            if (link != null && !link.isOver()) {
                link.hold(bytes, most.toNanos());
            }
        });
        each(holds.get(direction));
        if (bytes == 0) {
            holds.remove(direction);
        }
    }

    /** Reads no more from one side of the connections there are, until {@link #resume}: its buffers fill. */
    public void stopReading(Side side) {
        each(connection -> connection.stopReading(side));
    }

    /** Makes connections silent when neither side has sent anything for so long, later ones too; 0 ends that. */
    public void dropWhenIdle(Duration time) {
        idle = time;
        each(connection -> connection.dropWhenIdle(time.toNanos()));
    }

    /** Does this once, when the next client was connected. */
    public void onNextConnection(Runnable what) {
        whenConnected = what;
    }

    /** Lets bytes pass only at the beginning of each period, later connections included; a period of 0 ends that. */
    public void burst(Duration period, Duration open) {
        bursts++;
        burstsClosed = false;
        resume();
        if (!period.isZero()) {
            openWindow(bursts, period.toNanos(), open.toNanos());
        }
    }

    private void openWindow(int round, long periodNanos, long openNanos) {
        if (round == bursts && listener != null) {
            burstsClosed = false;
            resume();
            engine.loop().after(openNanos, () -> closeWindow(round));
            engine.loop().after(periodNanos, () -> openWindow(round, periodNanos, openNanos));
        }
    }

    private void closeWindow(int round) {
        if (round == bursts) {
            burstsClosed = true;
            stall();
        }
    }

    /** Treats those who connect from now on in another way; those who are connected stay. */
    public void treat(Newcomers newcomers) throws IOException {
        if (listener != null) {
            listener.treat(newcomers);
        }
    }

    /** Nothing is done to connections any more, and newcomers are served; what is silent stays silent. */
    public void calm() throws IOException {
        for (var direction : Direction.values()) {
            hold(direction, 0, Duration.ZERO);
        }
        dropWhenIdle(Duration.ZERO);
        burst(Duration.ZERO, Duration.ZERO);
        take(Path.USUAL);
        treat(Newcomers.SERVED);
    }

    /** Takes another path to the server for connections from now on. */
    public void take(Path newPath) {
        path = newPath;
    }

    public Path path() {
        return path;
    }

    boolean has(Connection connection) {
        return connections.contains(connection);
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

    private void welcome(SocketChannel client, Newcomers mode) {
        var connection = new Connection(engine, this, ++connectionsMade, client);
        connections.add(connection);
        if (mode == Newcomers.IGNORED) {
            attempt(connection, connection::ignore);
        } else {
            connect(connection);
        }
    }

    private void connect(Connection connection) {
        new Dial(engine, path.to().orElse(upstream), path.from(), new Dial.Listener() {
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
        attempt(connection, () -> {
            connection.join(channel, chain(Direction.UPSTREAM), chain(Direction.DOWNSTREAM));
            holds.values().forEach(hold -> hold.accept(connection));
            connection.dropWhenIdle(idle.toNanos());
            if (burstsClosed) {
                connection.stall();
            }
            var first = whenConnected;
            whenConnected = () -> {};
            first.run();
        });
    }

    /** What may fail because the client has gone. */
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Connection connection, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            giveUp(connection);
        }
    }

    private void giveUp(Connection connection) {
        connection.close();
        connections.remove(connection);
    }
}
