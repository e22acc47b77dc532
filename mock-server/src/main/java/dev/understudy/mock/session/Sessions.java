package dev.understudy.mock.session;

import dev.understudy.contract.Contract;
import dev.understudy.mock.job.Session;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.mock.job.Traffic;
import dev.understudy.yaml.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of a server: the default one, which has its main port and lives as long as it, and others that come and go.
 *
 * <p>Safe for any number of threads: its own lock guards the list.
 */
public final class Sessions implements AutoCloseable {
    /** The id of the session on the main port. */
    public static final String DEFAULT = "default";

    private static final int MOST_REMEMBERED = 1_000;

    private final Contract contract;
    private final LiveCatalogue catalogue;
    private final Staff staff;
    private final int most;
    private final Traffic traffic = new Traffic();
    private final MockSession main;
    private final Map<String, MockSession> open = new LinkedHashMap<>();
    private final Map<String, String> ended = new LinkedHashMap<>();
    private long opened;

    /**
     * Who works for sessions.
     *
     * @param doors opens their ports
     */
    public record Staff(Door.Opener doors, Timer timer) {}

    /**
     * Sessions, of which there is one yet.
     *
     * @param settings those of the default session, and of others as far as they do not say otherwise
     * @param mainDoor the server's main port
     * @param most how many there may be beside the default one
     */
    public Sessions(LiveCatalogue catalogue, SessionSettings settings, Door mainDoor, Staff staff, int most) {
        this.contract = catalogue.contract();
        this.catalogue = catalogue;
        this.staff = staff;
        this.most = most;
        this.main = new MockSession(DEFAULT, run(settings), mainDoor, staff.timer());
    }

    private Session run(SessionSettings settings) {
        return new Session(contract, catalogue, traffic, settings);
    }

    public Contract contract() {
        return contract;
    }

    public LiveCatalogue catalogue() {
        return catalogue;
    }

    public Traffic traffic() {
        return traffic;
    }

    /** The session on the main port. */
    public MockSession main() {
        return main;
    }

    /** The settings of a session that says nothing else. */
    public SessionSettings settings() {
        return main.run()
                .settings()
                .draft()
                .scenario(main.run().defaultScenario().id())
                .done();
    }

    /**
     * Opens a session.
     *
     * @throws TooManySessionsException if there are as many as are allowed
     * @throws dev.understudy.scenario.CatalogueException if there is no such scenario; names the nearest
     */
    public MockSession open(SessionSettings settings) {
        var run = run(settings);
        MockSession session;
        synchronized (open) {
            if (open.size() >= most) {
                throw new TooManySessionsException(most);
            }
            opened++;
            session = new MockSession("s" + opened, run, staff.doors().open(run), staff.timer());
            open.put(session.id(), session);
        }
        session.onClose(() -> forget(session.id(), "It was closed."));
        endWhenIdle(session);
        return session;
    }

    private void endWhenIdle(MockSession session) {
        var idle = session.run().settings().idle();
        var left = idle.minus(session.run().unused());
        if (session.isClosed()) {
            return;
        }
        if (left.isZero() || left.isNegative()) {
            forget(session.id(), "It was idle for " + DurationText.print(idle) + ".");
            session.close();
        } else {
            staff.timer().later(left.plus(Duration.ofMillis(1)), () -> endWhenIdle(session));
        }
    }

    private void forget(String id, String why) {
        synchronized (open) {
            if (open.remove(id) != null) {
                ended.put(id, why);
                if (ended.size() > MOST_REMEMBERED) {
                    ended.remove(ended.keySet().iterator().next());
                }
            }
        }
    }

    /** The session with this id. Whoever looks uses it. */
    public Optional<MockSession> find(String id) {
        var found = id.equals(DEFAULT) ? Optional.of(main) : opened(id);
        found.ifPresent(session -> session.run().touch());
        return found;
    }

    private Optional<MockSession> opened(String id) {
        synchronized (open) {
            return Optional.ofNullable(open.get(id));
        }
    }

    /** Why there is no session with this id any more; empty if there was none. */
    public Optional<String> whyEnded(String id) {
        synchronized (open) {
            return Optional.ofNullable(ended.get(id));
        }
    }

    /** All sessions, the default one first, then by age. */
    public List<MockSession> all() {
        var all = new ArrayList<MockSession>();
        all.add(main);
        synchronized (open) {
            all.addAll(open.values());
        }
        return List.copyOf(all);
    }

    /** How many have been opened, ever; the default one is not counted. */
    public long countOpened() {
        synchronized (open) {
            return opened;
        }
    }

    /** Ends all sessions, the default one last. */
    @Override
    public void close() {
        all().stream().skip(1).forEach(MockSession::close);
        main.close();
    }
}
