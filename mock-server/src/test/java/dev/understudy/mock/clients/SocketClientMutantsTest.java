package dev.understudy.mock.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
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
    private final Map<SocketTrial, Future<ClientVerdict>> flawed = new HashMap<>();
    private final Map<SocketTrial, Future<ClientVerdict>> sound = new HashMap<>();

    @BeforeAll
    void let_them_loose(@TempDir Path folder) throws IOException {
        for (var trial : SocketTrial.ALL) {
            Files.writeString(folder.resolve(trial.id() + ".yaml"), trial.yaml());
        }
        var catalogue = Catalogue.with(new ScenarioReader(CONTRACT), List.of(folder), false);
        for (var trial : SocketTrial.ALL) {
            flawed.put(trial, pool.submit(run(catalogue, trial, trial.flaw())));
            sound.put(trial, pool.submit(run(catalogue, trial, SocketFlaw.NONE)));
        }
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    private static Callable<ClientVerdict> run(Catalogue catalogue, SocketTrial trial, SocketFlaw flaw) {
        return () -> {
            var settings =
                    ServerSettings.defaults().withContract(CONTRACT.name()).withScenario(trial.id());
            try (var mock = MockServer.start(settings, CONTRACT, catalogue)) {
                new SocketTrialClient(mock.baseUri(), trial, flaw).run();
                var scenario = catalogue.get(trial.id());
                var journal = mock.journal();
                await().atMost(Duration.ofSeconds(25))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> ClientJudge.isSettled(
                                CONTRACT, scenario, Yardstick.FETCH, journal.entries(), journal.now()));
                return ClientJudge.report(CONTRACT, scenario, Yardstick.FETCH, journal.entries(), journal.now());
            }
        };
    }

    @Test
    void every_client_rule_has_a_check_and_a_mutant() throws InterruptedException, ExecutionException {
        var rules = CONTRACT.rules().stream()
                .filter(rule -> rule.binds() == Rule.Side.CLIENT)
                .map(Rule::id)
                .toList();
        assertThat(SocketTrial.ALL.stream().map(SocketTrial::rule)).containsExactlyInAnyOrderElementsOf(rules);
        var judged = Objects.requireNonNull(sound.get(SocketTrial.ALL.get(0))).get();
        assertThat(judged.verdicts().stream().map(verdict -> verdict.rule().id()))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @TestFactory
    Stream<DynamicTest> the_judge_catches() {
        return SocketTrial.ALL.stream()
                .map(trial -> DynamicTest.dynamicTest(trial.rule() + ": " + trial.flaw(), () -> {
                    var judged = Objects.requireNonNull(flawed.get(trial)).get();
                    assertThat(rules(judged, trial, Outcome.FAIL, Outcome.WARN, Outcome.ERROR))
                            .as(judged::text)
                            .containsExactly(trial.rule());
                    assertThat(rules(judged, trial, Outcome.INCONCLUSIVE))
                            .as(judged::text)
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_sound_client_passes() {
        return SocketTrial.ALL.stream()
                .map(trial -> DynamicTest.dynamicTest(trial.rule(), () -> {
                    var judged = Objects.requireNonNull(sound.get(trial)).get();
                    assertThat(judged.outcome()).as(judged::text).isEqualTo(Outcome.PASS);
                }));
    }

    /** The rules with one of these outcomes; warnings count only where the rule on trial is one that warns. */
    private static List<String> rules(ClientVerdict judged, SocketTrial trial, Outcome... outcomes) {
        return judged.verdicts().stream()
                .filter(verdict -> List.of(outcomes).contains(verdict.outcome()))
                .filter(verdict -> verdict.outcome() != Outcome.WARN || isOnTrial(verdict, trial))
                .map(verdict -> verdict.rule().id())
                .toList();
    }

    private static boolean isOnTrial(Verdict verdict, SocketTrial trial) {
        return verdict.rule().id().equals(trial.rule());
    }
}
