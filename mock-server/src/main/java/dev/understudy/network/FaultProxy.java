package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import dev.understudy.network.toxiproxy.LiveProxy;
import dev.understudy.scenario.NetworkFault;
import dev.understudy.scenario.situation.Profile;
import dev.understudy.scenario.situation.Situation;
import dev.understudy.scenario.situation.Situations;
import dev.understudy.scenario.situation.Transition;
import eu.rekawek.toxiproxy.Proxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A place between a client and a server where the network can be disturbed, also while connections are open.
 *
 * <p>Safe for use by many threads. Every method throws {@link NetworkException} if the server cannot do it or does not answer
 * within some seconds.
 */
public final class FaultProxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FaultProxy.class.getName());

    private final PatientClient client;
    private final Proxy proxy;
    private final InetSocketAddress address;
    private final OpenConnections open;
    private final Optional<LiveProxy> live;
    private @Nullable TransitionPlayer player;
    private Runnable whenClosed = () -> {};
    private final Set<String> toxics = new LinkedHashSet<>();

    FaultProxy(
            PatientClient client,
            Proxy proxy,
            InetSocketAddress address,
            OpenConnections open,
            Optional<LiveProxy> live) {
        this.live = live;
        this.client = client;
        this.proxy = proxy;
        this.address = address;
        this.open = open;
    }

    /** Where clients find the server that is behind this. */
    public InetSocketAddress address() {
        return address;
    }

    /** The same as an address of HTTP, without a slash at the end. */
    public URI baseUri() {
        var host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Is run when this was closed. */
    void whenClosed(Runnable what) {
        whenClosed = what;
    }

    /**
     * Does what a scenario asks for. Returns when it has begun; what lasts some time ends by itself.
     *
     * <p>A silence with an end loses nothing: the connection stands still. One without an end swallows everything.
     */
    public void apply(NetworkFault.Disturbance disturbance) {
        if (disturbance instanceof NetworkFault.Reset) {
            open.reset();
        } else if (disturbance instanceof NetworkFault.Silence silence) {
            silence.time().ifPresentOrElse(this::stall, open::silence);
        } else if (disturbance instanceof NetworkFault.Down down) {
            down(down.time());
        } else if (disturbance instanceof NetworkFault.Latency latency) {
            put("latency", Map.of("latency", latency.time().toMillis()));
        } else if (disturbance instanceof NetworkFault.Bandwidth bandwidth) {
            put("bandwidth", Map.of("rate", (long) bandwidth.kilobytesPerSecond()));
        } else if (disturbance instanceof NetworkFault.Slice slice) {
            put("slicer", Map.of("average_size", (long) slice.bytes(), "delay", 1_000L));
        } else if (disturbance instanceof NetworkFault.Named named) {
            become(named.situation());
        }
    }

    /**
     * Makes the network like the one of this name, in place of an earlier one.
     *
     * @throws dev.understudy.scenario.situation.UnknownSituationException if there is none; it says which there are
     * @throws NotPossibleException if this proxy cannot be like that; it says why
     */
    public void become(String name) {
        become(Situations.bundled().get(name));
    }

    /**
     * The same so long after the next client was connected, so that there is something to act on. A profile begins at once.
     *
     * @param begun run when a transition has begun
     * @throws NotPossibleException if this proxy cannot be like that; it says why
     */
    public void becomeWhenUsed(Situation situation, Duration after, Runnable begun) {
        check(situation);
        if (situation instanceof Transition && live.isPresent()) {
            live.get()
                    .onNextConnection(() -> later(after, () -> {
                        become(situation);
                        begun.run();
                    }));
        } else {
            become(situation);
        }
    }

    /** The same. A transition begins, and its later steps come by themselves. */
    public synchronized void become(Situation situation) {
        check(situation);
        calm();
        if (situation instanceof Profile profile) {
            Impairment.of(profile).forEach(this::put);
        } else if (situation instanceof Transition transition && live.isPresent()) {
            player = new TransitionPlayer(this, live.get(), transition);
            player.begin();
        }
    }

    /**
     * Whether it can be like this.
     *
     * @throws NotPossibleException if not; it says why
     */
    public void check(Situation situation) {
        if (situation instanceof Profile profile && !profile.possible()) {
            throw new NotPossibleException("The network '" + profile.name() + "' cannot be had: "
                    + profile.missing().orElse(""));
        }
        if (situation instanceof Transition && live.isEmpty()) {
            throw new NotPossibleException("The transition '" + situation.name()
                    + "' acts on connections one by one, and a Toxiproxy server only on all of a proxy."
                    + " Use the embedded one (--toxiproxy embedded).");
        }
    }

    /** The toxics of this profile in place of all others, unless another situation has come; connections stay as they are. */
    synchronized void exchangeToxics(TransitionPlayer who, String profile) {
        if (who != player) {
            return;
        }
        removeToxics();
        if (Situations.bundled().get(profile) instanceof Profile found) {
            Impairment.of(found).forEach(this::put);
        }
    }

    /** What can be done to connections one by one, and what they are like; empty unless the embedded server does it. */
    public Optional<LiveProxy> live() {
        return live;
    }

    /** Adds a toxic, or replaces the one of its name. */
    public synchronized void put(Impairment impairment) {
        remove(impairment.name());
        client.add(proxy, impairment);
        toxics.add(impairment.name());
    }

    /** Removes a toxic; what it holds arrives at once. Does nothing if there is none of this name. */
    public synchronized void remove(String toxic) {
        if (toxics.remove(toxic)) {
            client.remove(proxy, toxic);
        }
    }

    /** Connections end and new ones are refused. */
    public void down() {
        client.tell("disable the proxy", proxy::disable);
    }

    /** New connections are accepted again. */
    public void up() {
        client.tell("enable the proxy", proxy::enable);
    }

    /** Down for this long, then up again. */
    public void down(Duration time) {
        down();
        later(time, this::up);
    }

    /** The connections there are stand still for this long; nothing is lost. */
    public void stall(Duration time) {
        open.stall();
        later(time, open::resume);
    }

    /** Takes everything away that a situation has brought. A silent connection stays silent. */
    public synchronized void calm() {
        if (player != null) {
            player.close();
            player = null;
        }
        removeToxics();
        open.calm();
    }

    private void removeToxics() {
        Set.copyOf(toxics).forEach(this::remove);
    }

    /** Ends the connections and the proxy. */
    @Override
    public synchronized void close() {
        if (player != null) {
            player.close();
        }
        try {
            client.tell("delete the proxy", proxy::delete);
        } finally {
            whenClosed.run();
        }
    }

    private void put(String type, Map<String, Long> attributes) {
        put(Impairment.of(type, Direction.DOWNSTREAM, attributes));
    }

    private void later(Duration time, Runnable what) {
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS).execute(() -> attempt(what));
    }

    /** The proxy may be closed by then, and nobody waits for this. */
    private static void attempt(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A disturbance could not be ended in time.", e);
        }
    }
}
