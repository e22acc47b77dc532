package dev.understudy.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Speaks to a Toxiproxy server, and gives up in time: the original may hang for good, and toxiproxy-java waits as long.
 *
 * <p>Safe for use by many threads.
 */
final class PatientClient implements AutoCloseable {
    private static final String TAKEN = "address already in use";
    static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Map<String, Creation> CREATIONS = Map.of(
            "latency",
            (proxy, name, direction, it) -> {
                var latency = proxy.toxics().latency(name, direction, it.attribute("latency"));
                if (it.attribute("jitter") != 0) {
                    latency.setJitter(it.attribute("jitter"));
                }
            },
            "bandwidth",
            (proxy, name, direction, it) -> proxy.toxics().bandwidth(name, direction, it.attribute("rate")),
            "slow_close",
            (proxy, name, direction, it) -> proxy.toxics().slowClose(name, direction, it.attribute("delay")),
            "timeout",
            (proxy, name, direction, it) -> proxy.toxics().timeout(name, direction, it.attribute("timeout")),
            "reset_peer",
            (proxy, name, direction, it) -> proxy.toxics().resetPeer(name, direction, it.attribute("timeout")),
            "slicer",
            (proxy, name, direction, it) -> {
                var slicer = proxy.toxics()
                        .slicer(name, direction, Math.max(1, it.attribute("average_size")), it.attribute("delay"));
                if (it.attribute("size_variation") != 0) {
                    slicer.setSizeVariation(it.attribute("size_variation"));
                }
            },
            "limit_data",
            (proxy, name, direction, it) -> proxy.toxics().limitData(name, direction, it.attribute("bytes")));

    private final URI server;
    private final Duration patience;
    private final BooleanSupplier runs;
    private final ToxiproxyClient client;
    private final ExecutorService callers = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "toxiproxy call");
        thread.setDaemon(true);
        return thread;
    });

    /** Speaks to a server that others watch. */
    PatientClient(URI server) {
        this(server, PATIENCE, () -> true);
    }

    /**
     * Speaks to a server.
     *
     * @param patience how long a call may take
     * @param runs whether the server's program still runs, as far as that is known
     */
    PatientClient(URI server, Duration patience, BooleanSupplier runs) {
        this.patience = patience;
        this.runs = runs;
        this.server = server;
        this.client = new ToxiproxyClient(server.getHost(), server.getPort());
    }

    /** What toxiproxy-java does for one type of toxic. */
    private interface Creation {
        void create(Proxy proxy, String name, ToxicDirection direction, Impairment impairment) throws IOException;
    }

    /** Something that is asked of a server. */
    interface Wish {
        void grant() throws IOException;
    }

    URI server() {
        return server;
    }

    Proxy create(String name, String listen, String upstream) {
        return ask("make a proxy at " + listen + " for " + upstream, () -> client.createProxy(name, listen, upstream));
    }

    void add(Proxy proxy, Impairment impairment) {
        var creation = CREATIONS.get(impairment.type());
        if (creation == null) {
            throw new NetworkException("There is no toxic '" + impairment.type() + "'. Use one of: "
                    + String.join(", ", CREATIONS.keySet().stream().sorted().toList()) + ".");
        }
        var direction = ToxicDirection.valueOf(impairment.direction().name());
        tell("add " + impairment, () -> creation.create(proxy, impairment.name(), direction, impairment));
    }

    void remove(Proxy proxy, String toxic) {
        tell("remove the toxic " + toxic, () -> proxy.toxics().get(toxic).remove());
    }

    void tell(String what, Wish wish) {
        ask(what, () -> {
            wish.grant();
            return what;
        });
    }

    private <T> T ask(String what, Callable<T> question) {
        var answer = callers.submit(question);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NetworkException(
                    "The Toxiproxy server at " + server + " did not " + what + " within " + patience.toMillis()
                            + " ms. It may hang: restart it, or use the embedded one (--toxiproxy embedded).",
                    e);
        } catch (ExecutionException e) {
            var why = String.valueOf(e.getCause());
            if (why.contains(TAKEN)) {
                throw new NetworkException(
                        "The port is taken (" + why + "). Give another, or 0 for any free one.", e.getCause());
            }
            throw new NetworkException(
                    "The Toxiproxy server at " + server + " did not " + what + ": " + e.getCause()
                            + (runs.getAsBoolean()
                                    ? ". Is it still running?"
                                    : ". Its program has ended; some settings end it. Use the embedded one"
                                            + " (--toxiproxy embedded)."),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException("Interrupted while the Toxiproxy server was to " + what + ".", e);
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
