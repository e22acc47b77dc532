package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.verdict.ClientVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private record Hearing(Court court, Trial<Flaw> trial) {
        Callable<ClientVerdict> of(Flaw flaw) {
            return court.hear(trial, server -> new TrialClient(court.contract(), server, trial, flaw).run());
        }

        @Override
        public String toString() {
            return court.contract().name() + " " + trial.rule();
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
            sound.put(hearing, pool.submit(hearing.of(Flaw.NONE)));
            if (hearing.trial().flaw() != Flaw.STORMS) {
                flawed.put(hearing, pool.submit(hearing.of(hearing.trial().flaw())));
            }
        }
        var others =
                Stream.concat(sound.values().stream(), flawed.values().stream()).toList();
        for (var hearing : hearings) {
            flawed.computeIfAbsent(
                    hearing,
                    storm -> pool.submit(after(others, storm.of(storm.trial().flaw()))));
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
        var trials = StreamTrials.of(contract);
        var court = Court.of(contract, trials, folder);
        return trials.stream().map(trial -> new Hearing(court, trial)).toList();
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_client_rule_has_a_check_and_a_mutant(String pack) throws InterruptedException, ExecutionException {
        var its = hearings.stream()
                .filter(hearing -> hearing.court().contract().name().equals(pack))
                .toList();
        var judged = Objects.requireNonNull(sound.get(its.get(0))).get();
        Court.assertTriesEveryRule(
                Contract.load(pack), its.stream().map(Hearing::trial).toList(), judged);
    }

    @TestFactory
    Stream<DynamicTest> the_judge_catches() {
        return hearings.stream()
                .map(hearing -> DynamicTest.dynamicTest(
                        hearing + ": " + hearing.trial().flaw(),
                        () -> Court.assertCaught(
                                hearing.trial(),
                                Objects.requireNonNull(flawed.get(hearing)).get())));
    }

    @TestFactory
    Stream<DynamicTest> a_sound_client_passes() {
        return hearings.stream()
                .map(hearing -> DynamicTest.dynamicTest(
                        hearing.toString(),
                        () -> Court.assertSound(
                                Objects.requireNonNull(sound.get(hearing)).get())));
    }
}
