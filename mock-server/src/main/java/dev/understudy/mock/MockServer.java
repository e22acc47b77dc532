package dev.understudy.mock;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Journal;
import dev.understudy.mock.control.ControlHandler;
import dev.understudy.mock.http.ContractHandler;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.mock.session.LiveCatalogue;
import dev.understudy.mock.session.MockSession;
import dev.understudy.mock.session.Sessions;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientVerdict;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.PathHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A running mock server.
 *
 * <p>In a test: {@code try (var mock = MockServer.play("reset-mid-event")) { ... mock.verdict().assertPassed(); }}. Safe for any number
 * of threads.
 */
public final class MockServer implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Sessions sessions;

    private MockServer(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A server on a free loopback port that plays this scenario by default. */
    public static MockServer play(String scenario) {
        return start(ServerSettings.defaults().withScenario(scenario));
    }

    /** A server with these settings; loads their contract and scenarios first. */
    public static MockServer start(ServerSettings settings) {
        var contract = Contract.load(settings.stories().contract());
        var reader = new ScenarioReader(contract);
        var stories = settings.stories();
        var catalogue = Catalogue.with(reader, stories.folders(), stories.skipBroken());
        return start(settings, contract, catalogue);
    }

    /**
     * A server with a contract and scenarios that are loaded already.
     *
     * @throws CannotStartException if the address cannot be had; says what to do
     */
    public static MockServer start(ServerSettings settings, Contract contract, Catalogue catalogue) {
        var host = settings.address().host();
        var port = new MainPort(settings.address());
        var buffers = new DefaultByteBufferPool(true, BUFFER_BYTES);
        var timer = port.timer();
        var staff = new Sessions.Staff(
                run -> SessionPort.open(
                        port.worker(),
                        buffers,
                        host,
                        run,
                        new ConnectionCount(run.traffic(), new ContractHandler(run))),
                timer);
        var live = new LiveCatalogue(contract, catalogue);
        var sessions = new Sessions(live, settings.session(), port, staff, settings.mostSessions());
        var paths = new PathHandler(new ContractHandler(sessions.main().run()))
                .addPrefixPath(ControlHandler.PATH, new ControlHandler(sessions, host));
        port.open(new ConnectionCount(sessions.traffic(), paths));
        live.watch(timer);
        return new MockServer(sessions);
    }

    /** Where it listens, without a slash at the end. */
    public URI baseUri() {
        return defaultSession().baseUri();
    }

    /** The session on the server's own port, which lives as long as it. */
    public MockSession defaultSession() {
        return sessions.main();
    }

    /** Opens a session that plays this scenario: one client's run, on a port of its own. */
    public MockSession openSession(String scenario) {
        return openSession(session -> session.scenario(scenario));
    }

    /**
     * Opens a session, for example {@code openSession(session -> session.scenario("silence").speed(10))}. What is not said is as for the
     * default session.
     *
     * @throws dev.understudy.mock.session.TooManySessionsException if there are as many as the settings allow
     * @throws dev.understudy.scenario.CatalogueException if there is no such scenario; names the nearest
     */
    public MockSession openSession(UnaryOperator<SessionSettings.Draft> change) {
        return sessions.open(change.apply(sessions.settings().draft()).done());
    }

    /** All open sessions, the default one first. */
    public List<MockSession> sessions() {
        return sessions.all();
    }

    /** Everything that the default session has seen so far. */
    public Journal journal() {
        return defaultSession().journal();
    }

    /** What the run of the default session's client has come to by now. */
    public ClientVerdict verdict() {
        return defaultSession().verdict();
    }

    /** Waits until the run on the default session is over, at most this long, and judges it then. */
    public ClientVerdict verdict(Duration wait) throws InterruptedException {
        return defaultSession().verdict(wait);
    }

    /** The ids of the scenarios that it can play. */
    public List<String> scenarios() {
        return List.copyOf(sessions.catalogue().get().ids());
    }

    /** Calls this whenever files in the folders of scenarios have changed, on a thread of the server. */
    public void onReload(Consumer<LiveCatalogue.Reload> listener) {
        sessions.catalogue().onReload(listener);
    }

    /** Moves the clock of the default session's jobs forward: what was to happen in this time happens now. */
    public void advance(Duration time) {
        defaultSession().advance(time);
    }

    /** Stops listening, and closes every connection. */
    @Override
    public void close() {
        sessions.catalogue().stop();
        sessions.close();
    }
}
