package dev.understudy.mock.cli;

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
    private final String shownHost;

    private NetworkInFront(FaultNetwork network, FaultProxy proxy, String shownHost) {
        this.network = network;
        this.proxy = proxy;
        this.shownHost = shownHost;
    }

    /**
     * Opens it.
     *
     * @param host where clients come, and which port; 0 is any free one
     * @param begun run when a transition has begun
     * @throws NetworkException if that cannot be had
     */
    static NetworkInFront open(Situation situation, URI server, String host, int port, Runnable begun) {
        var network = FaultNetwork.embedded();
        try {
            var listen = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
            var proxy = network.open(new InetSocketAddress(server.getHost(), server.getPort()), listen, List.of());
            proxy.becomeWhenUsed(situation, BEFORE_A_TRANSITION, begun);
            boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
            return new NetworkInFront(network, proxy, everywhere ? "127.0.0.1" : host);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Where clients find the mock server. */
    URI baseUri() {
        var host = shownHost.contains(":") ? "[" + shownHost + "]" : shownHost;
        return URI.create("http://" + host + ":" + proxy.address().getPort());
    }

    @Override
    public void close() {
        network.close();
    }
}
