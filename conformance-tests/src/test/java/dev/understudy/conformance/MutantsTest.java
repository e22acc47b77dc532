package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.TargetProfile.JobKind;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.ServerChecks;
import dev.understudy.verdict.Slo;
import dev.understudy.verdict.Terms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each server rule has a server that breaks it, and the suite must fail that server on that rule and on no other MUST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");

    private final List<Scenario> mutants =
            Catalogue.bundled(new ScenarioReader(CONTRACT)).mutants();
    private final java.util.concurrent.ExecutorService pool = Executors.newFixedThreadPool(3);
    private Map<String, Future<SuiteResult>> runs = Map.of();

    @BeforeAll
    void let_them_loose() {
        var begun = new LinkedHashMap<String, Future<SuiteResult>>();
        mutants.forEach(mutant -> begun.put(mutant.id(), pool.submit((Callable<SuiteResult>) () -> judge(mutant))));
        runs = begun;
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    @Test
    void every_server_rule_has_a_check_and_a_mutant() {
        var rules = CONTRACT.rules().stream()
                .filter(rule -> rule.binds() == Rule.Side.SERVER)
                .map(Rule::id)
                .toList();
        assertThat(ServerChecks.ALL.stream().map(Check::rule)).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(mutants.stream().map(MutantsTest::rule)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @TestFactory
    Stream<DynamicTest> the_suite_catches() {
        return mutants.stream()
                .map(mutant ->
                        DynamicTest.dynamicTest(rule(mutant) + ": " + mutant.title(), () -> assertCaught(mutant)));
    }

    private void assertCaught(Scenario mutant) throws InterruptedException, ExecutionException {
        var result = Objects.requireNonNull(runs.get(mutant.id())).get();
        var broken = result.rules().stream()
                .filter(rule -> rule.outcome().compareTo(Outcome.WARN) <= 0)
                .map(rule -> rule.rule().id())
                .toList();
        assertThat(broken).as(() -> explain(result)).containsExactly(rule(mutant));
    }

    private static String explain(SuiteResult result) {
        var text = new StringBuilder();
        result.rules().stream()
                .filter(rule -> rule.outcome() != Outcome.PASS)
                .forEach(rule -> text.append(rule.outcome().word())
                        .append(' ')
                        .append(rule.rule().id())
                        .append(": ")
                        .append(rule.reason())
                        .append('\n'));
        return text.toString();
    }

    private static String rule(Scenario mutant) {
        return mutant.id().substring("mutant-".length()).toUpperCase(Locale.ROOT);
    }

    private static SuiteResult judge(Scenario mutant) throws InterruptedException {
        try (var mock = MockServer.play(mutant.id())) {
            return new Suite(profile(mutant).at(mock.baseUri()), settings(mutant), result -> {}).run();
        }
    }

    /** Who breaks a rule in the network's stories only, or is only slow, is judged by them; for the others there is no need to wait. */
    private static SuiteSettings settings(Scenario mutant) {
        if (mutant.tags().contains("slo")) {
            return new SuiteSettings(List.of("slo"), 2, 1, Optional.of("none"));
        }
        return mutant.tags().contains("network")
                ? new SuiteSettings(List.of("network-wifi-to-cellular"), 1, 1, Optional.of("embedded"))
                : new SuiteSettings(List.of(), 6, 1, Optional.of("none"));
    }

    /** Jobs of the kind that the mutant spoils are its own, and those that cannot be told from it; the others are in good health. */
    private static Map<String, JobKind> jobs(Scenario mutant, TargetProfile healthy) {
        var jobs = new LinkedHashMap<>(healthy.jobs());
        jobs.put("usual", JobKind.plain(4));
        jobs.put("slow", JobKind.plain(4));
        for (var kind : List.of("idle", "failing", "expiring", "limited")) {
            if (mutant.tags().contains(kind)) {
                jobs.put("usual", healthy.job("usual").orElseThrow());
                jobs.put("slow", healthy.job("usual").orElseThrow());
                jobs.put(kind, spoiled(mutant, Optional.of(Duration.ofMillis(500))));
            }
        }
        if (mutant.tags().contains("network")) {
            jobs.put("slow", spoiled(mutant, Optional.empty()));
        }
        return jobs;
    }

    private static JobKind spoiled(Scenario mutant, Optional<Duration> resultsTtl) {
        return new JobKind(4, Map.of("X-Mock-Scenario", mutant.id()), Optional.empty(), Optional.empty(), resultsTtl);
    }

    private static TargetProfile profile(Scenario mutant) {
        var healthy = ProfileReader.bundledMock();
        var pipeline =
                mutant.pipelines().size() == 3 ? "imports" : mutant.pipelines().get(0);
        // Only a mutant that is silent is held to a short silence; others may be late for reasons of their own.
        var silence = mutant.tags().contains("idle") ? healthy.terms().heartbeat() : Duration.ofSeconds(30);
        var terms =
                new Terms(silence, healthy.terms().resultsTtl(), true, Duration.ofSeconds(2), Map.of(), slo(mutant));
        return new TargetProfile(
                mutant.id(),
                healthy.baseUrl(),
                CONTRACT,
                List.of(pipeline),
                terms,
                Duration.ofSeconds(15),
                Optional.empty(),
                jobs(mutant, healthy),
                healthy.conditions());
    }

    /** Only the limit of the mutant's own rule is strict: no other may depend on how busy the machine is. */
    private static @Nullable Slo slo(Scenario mutant) {
        if (!mutant.tags().contains("slo")) {
            return null;
        }
        return new Slo(
                1,
                limit(mutant, "SLO-CONNECT"),
                limit(mutant, "SLO-FIRST-MESSAGE"),
                limit(mutant, "SLO-LATENCY"),
                limit(mutant, "SLO-RECONNECT"),
                "id");
    }

    private static Duration limit(Scenario mutant, String rule) {
        return rule(mutant).equals(rule) ? Duration.ofMillis(250) : Duration.ofMinutes(1);
    }
}
