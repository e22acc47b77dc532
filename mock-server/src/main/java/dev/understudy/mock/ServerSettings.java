package dev.understudy.mock;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a mock server is set.
 *
 * @param host the address to listen on; loopback unless told otherwise
 * @param port 0 for any free one
 * @param contract the name of a bundled pack, or a folder
 * @param scenario the id of the scenario that plays where a request does not choose one
 * @param scenarioFolders folders of a person's own scenarios
 * @param skipBroken whether broken files among them are left out instead of stopping the start
 * @param speed how many seconds of a job pass in a real one
 * @param seed what ids and tokens are made from
 * @param origin the time of day that the jobs' clock shows at first
 * @param resultsTtl how long results live; empty means as the contract has it
 * @param journalLimit how many entries the journal keeps
 */
public record ServerSettings(
        String host,
        int port,
        String contract,
        String scenario,
        List<Path> scenarioFolders,
        boolean skipBroken,
        double speed,
        long seed,
        Instant origin,
        Optional<Duration> resultsTtl,
        int journalLimit) {
    public ServerSettings {
        scenarioFolders = List.copyOf(scenarioFolders);
    }

    /** A free loopback port, the first contract, the happy path, real time, ids that nobody can guess. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                "127.0.0.1",
                0,
                "bookstrack",
                "happy-path",
                List.of(),
                false,
                1.0,
                new SecureRandom().nextLong(),
                InstantSource.system().instant(),
                Optional.empty(),
                100_000);
    }

    public ServerSettings withScenario(String id) {
        return new ServerSettings(
                host, port, contract, id, scenarioFolders, skipBroken, speed, seed, origin, resultsTtl, journalLimit);
    }

    public ServerSettings withAddress(String newHost, int newPort) {
        return new ServerSettings(
                newHost,
                newPort,
                contract,
                scenario,
                scenarioFolders,
                skipBroken,
                speed,
                seed,
                origin,
                resultsTtl,
                journalLimit);
    }

    public ServerSettings withScenarioFolders(List<Path> folders, boolean skipBrokenFiles) {
        return new ServerSettings(
                host,
                port,
                contract,
                scenario,
                folders,
                skipBrokenFiles,
                speed,
                seed,
                origin,
                resultsTtl,
                journalLimit);
    }

    public ServerSettings withContract(String pack) {
        return new ServerSettings(
                host, port, pack, scenario, scenarioFolders, skipBroken, speed, seed, origin, resultsTtl, journalLimit);
    }

    public ServerSettings withSpeed(double factor) {
        return new ServerSettings(
                host,
                port,
                contract,
                scenario,
                scenarioFolders,
                skipBroken,
                factor,
                seed,
                origin,
                resultsTtl,
                journalLimit);
    }

    public ServerSettings withSeed(long newSeed) {
        return new ServerSettings(
                host,
                port,
                contract,
                scenario,
                scenarioFolders,
                skipBroken,
                speed,
                newSeed,
                origin,
                resultsTtl,
                journalLimit);
    }

    public ServerSettings withOrigin(Instant time) {
        return new ServerSettings(
                host,
                port,
                contract,
                scenario,
                scenarioFolders,
                skipBroken,
                speed,
                seed,
                time,
                resultsTtl,
                journalLimit);
    }

    public ServerSettings withResultsTtl(Duration ttl) {
        return new ServerSettings(
                host,
                port,
                contract,
                scenario,
                scenarioFolders,
                skipBroken,
                speed,
                seed,
                origin,
                Optional.of(ttl),
                journalLimit);
    }
}
