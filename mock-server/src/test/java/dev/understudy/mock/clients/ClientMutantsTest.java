package dev.understudy.mock.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each client rule has a client that breaks it: the judge fails it on this rule and on no other MUST. A sound client passes all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientMutantsTest {
    private final ExecutorService pool = Executors.newFixedThreadPool(32);
    private final List<Hearing> hearings = new ArrayList<>();
    private final Map<Hearing, Future<ClientVerdict>> flawed = new HashMap<>();
    private final Map<Hearing, Future<ClientVerdict>> sound = new HashMap<>();

    /** A trial by the rules of one contract. */
    private record Hearing(Contract contract, Catalogue catalogue, Trial trial) {
        @Override
        public String toString() {
            return contract.name() + " " + trial.rule();
        }
    }

    /** Contracts whose clients listen to streams. */
    static List<String> packs() {
        return Contract.bundled().stream()
                .filter(pack -> Contract.load(pack).operations().stream()
                        .anyMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM))))
                .toList();
    }

    @BeforeAll
    void let_them_loose(@TempDir Path folder) throws IOException {
        for (var pack : packs()) {
            hearings.addAll(hearings(Contract.load(pack), Files.createDirectory(folder.resolve(pack))));
        }
        for (var hearing : hearings) {
            sound.put(hearing, pool.submit(run(hearing, Flaw.NONE)));
            if (hearing.trial().flaw() != Flaw.STORMS) {
                flawed.put(hearing, pool.submit(run(hearing, hearing.trial().flaw())));
            }
        }
        var others =
                Stream.concat(sound.values().stream(), flawed.values().stream()).toList();
        for (var hearing : hearings) {
            flawed.computeIfAbsent(
                    hearing,
                    storm -> pool.submit(after(others, run(storm, storm.trial().flaw()))));
        }
    }

    /** While a machine is busy with all the others, no client is quick enough to be a storm. */
    private static Callable<ClientVerdict> after(List<Future<ClientVerdict>> others, Callable<ClientVerdict> run) {
        return () -> {
            for (var other : others) {
                try {
                    other.get();
                } catch (ExecutionException e) {
                    // Its own test tells.
                }
            }
            return run.call();
        };
    }

    private static List<Hearing> hearings(Contract contract, Path folder) throws IOException {
        for (var trial : Trial.of(contract)) {
            Files.writeString(folder.resolve(trial.id() + ".yaml"), trial.yaml());
        }
        var catalogue = Catalogue.with(new ScenarioReader(contract), List.of(folder), false);
        return Trial.of(contract).stream()
                .map(trial -> new Hearing(contract, catalogue, trial))
                .toList();
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    private static Callable<ClientVerdict> run(Hearing hearing, Flaw flaw) {
        return () -> {
            var contract = hearing.contract();
            var trial = hearing.trial();
            var settings = ServerSettings.defaults().withScenario(trial.id());
            try (var mock = MockServer.start(settings, contract, hearing.catalogue())) {
                new TrialClient(contract, mock.baseUri(), trial, flaw).run();
                var scenario = hearing.catalogue().get(trial.id());
                var journal = mock.journal();
                await().atMost(Duration.ofSeconds(25))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> ClientJudge.isSettled(
                                contract, scenario, trial.yardstick(), journal.entries(), journal.now()));
                return ClientJudge.report(contract, scenario, trial.yardstick(), journal.entries(), journal.now());
            }
        };
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_client_rule_has_a_check_and_a_mutant(String pack) throws InterruptedException, ExecutionException {
        var rules = Contract.load(pack).rules().stream()
                .filter(rule -> rule.binds() == Rule.Side.CLIENT)
                .map(Rule::id)
                .toList();
        var its = hearings.stream()
                .filter(hearing -> hearing.contract().name().equals(pack))
                .toList();
        assertThat(its.stream().map(hearing -> hearing.trial().rule())).containsExactlyInAnyOrderElementsOf(rules);
        var judged = Objects.requireNonNull(sound.get(its.get(0))).get();
        assertThat(judged.verdicts().stream().map(verdict -> verdict.rule().id()))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @TestFactory
    Stream<DynamicTest> the_judge_catches() {
        return hearings.stream()
                .map(hearing ->
                        DynamicTest.dynamicTest(hearing + ": " + hearing.trial().flaw(), () -> {
                            var trial = hearing.trial();
                            var judged =
                                    Objects.requireNonNull(flawed.get(hearing)).get();
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
        return hearings.stream()
                .map(hearing -> DynamicTest.dynamicTest(hearing.toString(), () -> {
                    var judged = Objects.requireNonNull(sound.get(hearing)).get();
                    assertThat(judged.outcome()).as(judged::text).isEqualTo(Outcome.PASS);
                }));
    }

    /** The rules with one of these outcomes; warnings count only where the rule on trial is one that warns. */
    private static List<String> rules(ClientVerdict judged, Trial trial, Outcome... outcomes) {
        return judged.verdicts().stream()
                .filter(verdict -> List.of(outcomes).contains(verdict.outcome()))
                .filter(verdict -> verdict.outcome() != Outcome.WARN || isOnTrial(verdict, trial))
                .map(verdict -> verdict.rule().id())
                .toList();
    }

    private static boolean isOnTrial(Verdict verdict, Trial trial) {
        return verdict.rule().id().equals(trial.rule());
    }
}
