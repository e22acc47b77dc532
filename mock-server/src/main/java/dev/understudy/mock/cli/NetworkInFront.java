package dev.understudy.mock.cli;

import dev.understudy.mock.ServerSettings.Address;
import dev.understudy.network.FaultNetwork;
import dev.understudy.network.FaultProxy;
import dev.understudy.network.NetworkException;
import dev.understudy.scenario.situation.Situation;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The network of {@code --network} between the clients and the mock server. */
final class NetworkInFront implements AutoCloseable {
    /** A transition needs connections to act on, and they need something to say before. */
    static final Duration BEFORE_A_TRANSITION = Duration.ofSeconds(3);

    private final FaultNetwork network;
    private final FaultProxy proxy;
    private final Address listen;

    private NetworkInFront(FaultNetwork network, FaultProxy proxy, Address listen) {
        this.network = network;
        this.proxy = proxy;
        this.listen = listen;
    }

    /**
     * Opens it.
     *
     * @param listen where clients come
     * @param begun run when a transition has begun
     * @throws NetworkException if that cannot be had
     */
    static NetworkInFront open(Situation situation, URI server, Address listen, Runnable begun) {
        var network = FaultNetwork.embedded();
        try {
            var host = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
            var proxy = network.open(
                    new InetSocketAddress(server.getHost(), server.getPort()), host + ":" + listen.port(), List.of());
            proxy.becomeWhenUsed(situation, BEFORE_A_TRANSITION, begun);
            return new NetworkInFront(network, proxy, listen);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Where clients find the mock server. */
    URI baseUri() {
        return listen.uri(proxy.address().getPort());
    }

    @Override
    public void close() {
        network.close();
    }
}
