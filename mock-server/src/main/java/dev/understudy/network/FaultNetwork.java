package dev.understudy.network;

import dev.understudy.network.toxiproxy.EmbeddedToxiproxy;
import dev.understudy.scenario.NetworkFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Toxiproxy server to open fault proxies on: one that is given, else an installed one, else the embedded one.
 *
 * <p>Safe for use by many threads. Closing it ends the proxies it opened, and the server if it was started here.
 */
public final class FaultNetwork implements AutoCloseable {
    private static final int DEFAULT_PORT = 8474;

    private final URI server;
    private final String description;
    private final @Nullable EmbeddedToxiproxy embedded;
    private final AutoCloseable end;
    private final PatientClient client;

    private FaultNetwork(
            String description, @Nullable EmbeddedToxiproxy embedded, AutoCloseable end, PatientClient client) {
        this.server = client.server();
        this.description = description;
        this.embedded = embedded;
        this.end = end;
        this.client = client;
    }

    /**
     * Takes the given server, else that of {@code TOXIPROXY_URL}, else starts the {@code toxiproxy-server} of the PATH, else
     * the embedded one.
     *
     * @param given such as {@code http://localhost:8474}, also without {@code http://}
     * @throws NetworkException if a server was named and does not answer
     */
    public static FaultNetwork choose(Optional<String> given) {
        return choose(given, System.getenv());
    }

    static FaultNetwork choose(Optional<String> given, Map<String, String> environment) {
        var named = given.or(() -> Optional.ofNullable(environment.get("TOXIPROXY_URL")));
        if (named.isPresent()) {
            return at(named.get());
        }
        var path = environment.getOrDefault("PATH", "");
        return InstalledToxiproxy.find(path).map(FaultNetwork::installed).orElseGet(FaultNetwork::embedded);
    }

    /** Starts the embedded server at a free port. */
    public static FaultNetwork embedded() {
        var server = EmbeddedToxiproxy.start("127.0.0.1", 0);
        return new FaultNetwork("embedded", server, server, new PatientClient(server.uri()));
    }

    /**
     * Uses a server that runs already.
     *
     * @throws NetworkException if it does not answer
     */
    public static FaultNetwork at(String url) {
        var uri = uri(url);
        return at(uri, new PatientClient(uri));
    }

    static FaultNetwork at(URI uri, PatientClient client) {
        return new FaultNetwork("toxiproxy " + version(uri) + " at " + uri, null, () -> {}, client);
    }

    /**
     * Starts an installed server, and stops it when this is closed.
     *
     * @throws NetworkException if it does not start
     */
    public static FaultNetwork installed(Path program) {
        var started = InstalledToxiproxy.start(program);
        var uri = started.uri();
        var client = new PatientClient(uri, PatientClient.PATIENCE, started::isAlive);
        return new FaultNetwork(
                "toxiproxy " + version(uri) + " at " + uri + " (" + program + ")", null, started, client);
    }

    /**
     * In one line, a network with a name in front of a server: {@code FaultNetwork.inFrontOf(mock.baseUri(), "edge")}.
     *
     * @return a proxy of the embedded server at a free port; closing it ends everything
     */
    public static FaultProxy inFrontOf(URI server, String situation) {
        var network = embedded();
        try {
            var proxy = network.open(new InetSocketAddress(server.getHost(), server.getPort()), List.of());
            proxy.whenClosed(network::close);
            proxy.become(situation);
            return proxy;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Which server it is, for reports: {@code embedded}, or {@code toxiproxy 2.12.0 at http://...}. */
    public String description() {
        return description;
    }

    /** Whether silence and stalls leave new connections alone, and swallow ends. Only the embedded server does that. */
    public boolean actsOnConnections() {
        return embedded != null;
    }

    /** Opens a proxy for a server on a free port, with everything that these disturbances need in advance. */
    public FaultProxy open(InetSocketAddress upstream, Collection<? extends NetworkFault.Disturbance> expected) {
        return open(upstream, isLocal(server.getHost()) ? "127.0.0.1:0" : "0.0.0.0:0", expected);
    }

    /** The same at this address of the machine that the server is on, such as {@code 127.0.0.1:8080}. */
    public FaultProxy open(
            InetSocketAddress upstream, String listen, Collection<? extends NetworkFault.Disturbance> expected) {
        var name = "understudy-" + UUID.randomUUID();
        var host = upstream.getHostString();
        var to = (host.contains(":") ? "[" + host + "]" : host) + ":" + upstream.getPort();
        var proxy = client.create(name, listen, to);
        int port =
                Integer.parseInt(proxy.getListen().substring(proxy.getListen().lastIndexOf(':') + 1));
        var address = new InetSocketAddress(server.getHost(), port);
        if (embedded != null) {
            var live = embedded.live(name);
            return new FaultProxy(client, proxy, address, new LiveConnections(live), Optional.of(live));
        }
        var toxic = new ToxicConnections(client, proxy);
        if (expected.stream().anyMatch(NetworkFault.Reset.class::isInstance)) {
            toxic.prepareReset();
        }
        return new FaultProxy(client, proxy, address, toxic, Optional.empty());
    }

    /** Ends the server if it was started here; proxies on a given one are ended by closing them. */
    @Override
    public void close() {
        client.close();
        try {
            end.close();
        } catch (Exception e) {
            throw new NetworkException("The Toxiproxy server could not be stopped: " + e.getMessage(), e);
        }
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static URI uri(String url) {
        try {
            var uri = URI.create(url.contains("://") ? url : "http://" + url);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
                throw new NetworkException(
                        "'" + url + "' is no address of a Toxiproxy server. Write http://host:" + DEFAULT_PORT + ".");
            }
            return uri.getPort() < 0 ? URI.create("http://" + uri.getHost() + ":" + DEFAULT_PORT) : uri;
        } catch (IllegalArgumentException e) {
            throw new NetworkException("'" + url + "' is no address: " + e.getMessage() + ".", e);
        }
    }

    private static String version(URI server) {
        try {
            return ServerVersion.ask(server)
                    .orElseThrow(() -> new NetworkException("No Toxiproxy server answers at " + server
                            + ". Start one, or leave the address out to use the embedded one."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException("Interrupted while asking the Toxiproxy server at " + server + ".", e);
        }
    }
}
