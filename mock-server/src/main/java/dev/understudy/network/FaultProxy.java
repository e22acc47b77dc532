package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import dev.understudy.scenario.NetworkFault;
import eu.rekawek.toxiproxy.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
    private final Set<String> toxics = new LinkedHashSet<>();

    FaultProxy(PatientClient client, Proxy proxy, InetSocketAddress address, OpenConnections open) {
        this.client = client;
        this.proxy = proxy;
        this.address = address;
        this.open = open;
    }

    /** Where clients find the server that is behind this. */
    public InetSocketAddress address() {
        return address;
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
        }
    }

    /** Makes the network like this one, in place of an earlier one. */
    public void become(Situation situation) {
        calm();
        situation.impairments().forEach(this::put);
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

    /** Takes every toxic away and lets connections that stand still go on. A silent connection stays silent. */
    public synchronized void calm() {
        Set.copyOf(toxics).forEach(this::remove);
        open.calm();
    }

    /** Ends the connections and the proxy. */
    @Override
    public void close() {
        client.tell("delete the proxy", proxy::delete);
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
