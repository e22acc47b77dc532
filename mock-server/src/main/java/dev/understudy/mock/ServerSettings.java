package dev.understudy.mock;

import dev.understudy.contract.Contract;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.verdict.Yardstick;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a mock server is set.
 *
 * @param session what its default session is set to, and every other one that does not say otherwise
 * @param mostSessions how many sessions there may be at once beside the default one
 */
public record ServerSettings(Address address, Stories stories, SessionSettings session, int mostSessions) {
    /**
     * Where it listens.
     *
     * @param host loopback unless told otherwise
     * @param port 0 for any free one
     */
    public record Address(String host, int port) {
        /** How it is reached from this machine, at the port that it got: who listens everywhere is reached on loopback. */
        public URI uri(int bound) {
            var shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
            return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + bound);
        }
    }

    /**
     * What it plays.
     *
     * @param contract the name of a bundled pack, or a folder
     * @param folders folders of a person's own scenarios
     * @param skipBroken whether broken files among them are left out instead of stopping the start
     */
    public record Stories(String contract, List<Path> folders, boolean skipBroken) {
        public Stories {
            folders = List.copyOf(folders);
        }
    }

    /** A free loopback port, the first contract, the happy path, real time, ids that nobody can guess, 500 sessions. */
    public static ServerSettings defaults() {
        var session = new SessionSettings(
                "happy-path",
                1.0,
                // As long as JavaScript's numbers are exact: programs read it from the control API and give it back.
                new SecureRandom().nextLong() >>> 11,
                Optional.empty(),
                Optional.empty(),
                100_000,
                Yardstick.WHATWG,
                Duration.ofMinutes(10));
        return new ServerSettings(
                new Address("127.0.0.1", 0), new Stories(Contract.DEFAULT, List.of(), false), session, 500);
    }

    public ServerSettings withAddress(String host, int port) {
        return new ServerSettings(new Address(host, port), stories, session, mostSessions);
    }

    public ServerSettings withContract(String pack) {
        return withStories(new Stories(pack, stories.folders(), stories.skipBroken()));
    }

    public ServerSettings withScenarioFolders(List<Path> folders, boolean skipBroken) {
        return withStories(new Stories(stories.contract(), folders, skipBroken));
    }

    private ServerSettings withStories(Stories others) {
        return new ServerSettings(address, others, session, mostSessions);
    }

    /** Changes what sessions are set to, for example {@code withSession(session -> session.speed(10).seed(7))}. */
    public ServerSettings withSession(UnaryOperator<SessionSettings.Draft> change) {
        return new ServerSettings(
                address, stories, change.apply(session.draft()).done(), mostSessions);
    }

    public ServerSettings withScenario(String id) {
        return withSession(draft -> draft.scenario(id));
    }

    public ServerSettings withSpeed(double factor) {
        return withSession(draft -> draft.speed(factor));
    }

    public ServerSettings withSeed(long seed) {
        return withSession(draft -> draft.seed(seed));
    }

    public ServerSettings withOrigin(Instant time) {
        return withSession(draft -> draft.origin(time));
    }

    public ServerSettings withResultsTtl(Duration ttl) {
        return withSession(draft -> draft.resultsTtl(ttl));
    }

    public ServerSettings withMostSessions(int most) {
        return new ServerSettings(address, stories, session, most);
    }
}
