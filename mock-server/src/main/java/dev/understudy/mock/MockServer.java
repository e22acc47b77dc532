package dev.understudy.mock;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Journal;
import dev.understudy.mock.control.ControlHandler;
import dev.understudy.mock.http.ContractHandler;
import dev.understudy.mock.job.Session;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A running mock server.
 *
 * <p>In a test: {@code try (var mock = MockServer.play("reset-mid-event")) { ... mock.baseUri() ... }}. Safe for any number of threads.
 */
public final class MockServer implements AutoCloseable {
    private static final int MOST_HEADER_BYTES = 32 * 1024;
    private static final long NO_LIMIT = -1;

    /** Beyond it the connection is dropped; up to it a body that is too large is read to its end, so that the client sees its 413. */
    private static final long MOST_BODY_BYTES = 128L * 1024 * 1024;

    private final Undertow undertow;
    private final Session session;
    private final String host;
    private final int port;

    private MockServer(Undertow undertow, Session session, String host, int port) {
        this.undertow = undertow;
        this.session = session;
        this.host = host;
        this.port = port;
    }

    /** A server on a free loopback port that plays this bundled scenario by default. */
    public static MockServer play(String scenario) {
        return start(ServerSettings.defaults().withScenario(scenario));
    }

    /** A server with these settings; loads their contract and scenarios first. */
    public static MockServer start(ServerSettings settings) {
        var contract = Contract.load(settings.contract());
        var reader = new ScenarioReader(contract);
        var catalogue = Catalogue.with(reader, settings.scenarioFolders(), settings.skipBroken());
        return start(settings, contract, catalogue);
    }

    /**
     * A server with a contract and scenarios that are loaded already.
     *
     * @throws CannotStartException if the address cannot be had; says what to do
     */
    public static MockServer start(ServerSettings settings, Contract contract, Catalogue catalogue) {
        var sessionSettings = new SessionSettings(
                settings.scenario(),
                settings.speed(),
                settings.seed(),
                settings.origin(),
                settings.resultsTtl(),
                settings.journalLimit());
        var session = new Session(contract, catalogue, sessionSettings);
        // A default scenario that is not there must stop the start, not the first request.
        session.defaultScenario();
        var undertow = listen(settings, handler(session, settings.host()));
        var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return new MockServer(undertow, session, settings.host(), address.getPort());
    }

    private static HttpHandler handler(Session session, String host) {
        return new PathHandler(new ContractHandler(session)).addPrefixPath("/_mock", new ControlHandler(session, host));
    }

    private static Undertow listen(ServerSettings settings, HttpHandler handler) {
        var undertow = Undertow.builder()
                .addHttpListener(settings.port(), settings.host())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_BODY_BYTES)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // The contract has its own limits, and an answer for who exceeds them; Undertow would stop at 2 MiB.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, NO_LIMIT)
                .setServerOption(UndertowOptions.MULTIPART_MAX_ENTITY_SIZE, NO_LIMIT)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        Duration.ofMinutes(1).toMillis())
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setSocketOption(org.xnio.Options.BACKLOG, 4096)
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(4)
                .setHandler(handler)
                .build();
        try {
            undertow.start();
            return undertow;
        } catch (RuntimeException e) {
            undertow.stop();
            throw cannotStart(settings, e);
        }
    }

    private static CannotStartException cannotStart(ServerSettings settings, RuntimeException e) {
        if (e.getCause() instanceof BindException) {
            return new CannotStartException(
                    "Port " + settings.port() + " on " + settings.host() + " is taken, or not ours to take ("
                            + e.getCause().getMessage() + "). Give another with --port, or 0 for any free one.",
                    e);
        }
        return new CannotStartException(
                "The server cannot listen on " + settings.host() + ":" + settings.port() + ": " + e
                        + ". Give another address with --host.",
                e);
    }

    /** Where it listens, without a slash at the end. */
    public URI baseUri() {
        var shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port);
    }

    /** Everything it has seen so far. */
    public Journal journal() {
        return session.journal();
    }

    /** The ids of the scenarios that it can play. */
    public List<String> scenarios() {
        return List.copyOf(session.catalogue().ids());
    }

    /** Moves the jobs' clock forward: what was to happen in this time happens now. */
    public void advance(Duration time) {
        session.clock().advance(time);
    }

    /** Stops listening, and closes every connection. */
    @Override
    public void close() {
        undertow.stop();
    }
}
