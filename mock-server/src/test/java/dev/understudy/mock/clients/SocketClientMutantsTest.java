package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.verdict.ClientVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same for clients that follow their job on a WebSocket: each rule has one that breaks it and nothing else; a sound one passes all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketClientMutantsTest {
    private static final Contract CONTRACT = Contract.load("bookstrack-legacy");

    private final ExecutorService pool = Executors.newFixedThreadPool(24);
    private final Map<Trial<SocketFlaw>, Future<ClientVerdict>> flawed = new HashMap<>();
    private final Map<Trial<SocketFlaw>, Future<ClientVerdict>> sound = new HashMap<>();

    @BeforeAll
    void let_them_loose(@TempDir Path folder) throws IOException {
        var court = Court.of(CONTRACT, SocketTrials.ALL, folder);
        for (var trial : SocketTrials.ALL) {
            flawed.put(trial, pool.submit(court.hear(trial, client(trial, trial.flaw()))));
            sound.put(trial, pool.submit(court.hear(trial, client(trial, SocketFlaw.NONE))));
        }
    }

    private static Court.Party client(Trial<SocketFlaw> trial, SocketFlaw flaw) {
        return server -> new SocketTrialClient(server, trial, flaw).run();
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    @Test
    void every_client_rule_has_a_check_and_a_mutant() throws InterruptedException, ExecutionException {
        var judged = Objects.requireNonNull(sound.get(SocketTrials.ALL.get(0))).get();
        Court.assertTriesEveryRule(CONTRACT, SocketTrials.ALL, judged);
    }

    @TestFactory
    Stream<DynamicTest> the_judge_catches() {
        return SocketTrials.ALL.stream()
                .map(trial -> DynamicTest.dynamicTest(
                        trial.rule() + ": " + trial.flaw(),
                        () -> Court.assertCaught(
                                trial, Objects.requireNonNull(flawed.get(trial)).get())));
    }

    @TestFactory
    Stream<DynamicTest> a_sound_client_passes() {
        return SocketTrials.ALL.stream()
                .map(trial -> DynamicTest.dynamicTest(
                        trial.rule(),
                        () -> Court.assertSound(
                                Objects.requireNonNull(sound.get(trial)).get())));
    }
}
