package dev.understudy.network;

import dev.understudy.network.engine.Direction;
import eu.rekawek.toxiproxy.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nearest that toxics come. New connections are concerned too, and an end may pass where the embedded server swallows it.
 *
 * <p>Guarded by itself.
 */
final class ToxicConnections implements OpenConnections {
    private static final String RESETTER = "understudy_reset";
    private static final String SILENCER = "understudy_silence";
    private static final String STALLER = "understudy_stall";

    private final PatientClient client;
    private final Proxy proxy;
    private final Set<String> present = new LinkedHashSet<>();

    ToxicConnections(PatientClient client, Proxy proxy) {
        this.client = client;
        this.proxy = proxy;
    }

    /**
     * Connections that are made from now on can be reset. Only a toxic that was there before a connection does that, and
     * then each of its ends is a reset.
     */
    synchronized void prepareReset() {
        client.tell(
                "prepare a reset",
                () -> proxy.toxics()
                        .resetPeer(RESETTER, eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM, 0)
                        .setToxicity(0));
        present.add(RESETTER);
    }

    @Override
    public synchronized void reset() {
        client.tell("disable the proxy", proxy::disable);
        remove(RESETTER);
        client.tell("enable the proxy", proxy::enable);
    }

    @Override
    public synchronized void silence() {
        add(SILENCER, "timeout");
    }

    @Override
    public synchronized void stall() {
        add(STALLER, "bandwidth");
    }

    @Override
    public synchronized void resume() {
        removeBothWays(STALLER);
    }

    @Override
    public synchronized void calm() {
        removeBothWays(SILENCER);
        removeBothWays(STALLER);
    }

    private void add(String name, String type) {
        for (var direction : Direction.values()) {
            var full = name + "_" + direction.text();
            if (present.add(full)) {
                client.add(proxy, new Impairment(full, type, direction, Map.of()));
            }
        }
    }

    private void removeBothWays(String name) {
        List.of(Direction.values()).forEach(direction -> remove(name + "_" + direction.text()));
    }

    private void remove(String name) {
        if (present.remove(name)) {
            client.remove(proxy, name);
        }
    }
}
