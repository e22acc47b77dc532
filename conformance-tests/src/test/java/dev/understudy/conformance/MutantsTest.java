package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.TargetProfile.JobKind;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each server rule has a server that breaks it, and the suite must fail that server on that rule and on no other MUST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    private final List<Mutant> mutants =
            Contract.bundled().stream().flatMap(MutantsTest::mutants).toList();
    private final java.util.concurrent.ExecutorService pool = Executors.newFixedThreadPool(3);
    private Map<Mutant, Future<SuiteResult>> runs = Map.of();

    @BeforeAll
    void let_them_loose() {
        var begun = new LinkedHashMap<Mutant, Future<SuiteResult>>();
        mutants.forEach(mutant -> begun.put(mutant, pool.submit((Callable<SuiteResult>) () -> judge(mutant))));
        runs = begun;
    }

    @AfterAll
    void round_them_up() {
        pool.shutdownNow();
    }

    /** A server of a pack that breaks one rule. */
    private record Mutant(Contract contract, Scenario scenario) {
        String rule() {
            return scenario.id().substring("mutant-".length()).toUpperCase(Locale.ROOT);
        }

        boolean has(String tag) {
            return scenario.tags().contains(tag);
        }

        @Override
        public String toString() {
            return contract.name() + " " + rule() + ": " + scenario.title();
        }
    }

    private static Stream<Mutant> mutants(String pack) {
        var contract = Contract.load(pack);
        return Catalogue.bundled(new ScenarioReader(contract)).mutants().stream()
                .map(scenario -> new Mutant(contract, scenario));
    }

    private static List<String> rules(Contract contract) {
        return contract.rules().stream()
                .filter(rule -> rule.binds() == Rule.Side.SERVER)
                .map(Rule::id)
                .toList();
    }

    static List<String> packs() {
        return Contract.bundled();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_server_rule_has_a_check_and_a_mutant(String pack) {
        var rules = rules(Contract.load(pack));
        assertThat(ServerChecks.ALL.stream().map(Check::rule)).containsAll(rules);
        assertThat(mutants.stream()
                        .filter(mutant -> mutant.contract().name().equals(pack))
                        .map(Mutant::rule))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void every_check_is_of_a_rule() {
        var rules = packs().stream()
                .flatMap(pack -> rules(Contract.load(pack)).stream())
                .distinct()
                .toList();
        assertThat(ServerChecks.ALL.stream().map(Check::rule)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @TestFactory
    Stream<DynamicTest> the_suite_catches() {
        return mutants.stream().map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> assertCaught(mutant)));
    }

    private void assertCaught(Mutant mutant) throws InterruptedException, ExecutionException {
        var result = Objects.requireNonNull(runs.get(mutant)).get();
        var broken = result.rules().stream()
                .filter(rule -> rule.outcome().compareTo(Outcome.WARN) <= 0)
                .map(rule -> rule.rule().id())
                .toList();
        assertThat(broken).as(() -> explain(result)).containsExactly(mutant.rule());
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

    private static SuiteResult judge(Mutant mutant) throws InterruptedException {
        var settings = ServerSettings.defaults()
                .withContract(mutant.contract().name())
                .withScenario(mutant.scenario().id());
        try (var mock = MockServer.start(settings)) {
            return new Suite(profile(mutant).at(mock.baseUri()), settings(mutant), result -> {}).run();
        }
    }

    /** Who breaks a rule in the network's stories only, or is only slow, is judged by them; for the others there is no need to wait. */
    private static SuiteSettings settings(Mutant mutant) {
        if (mutant.has("slo")) {
            return new SuiteSettings(List.of("slo"), 2, 1, Optional.of("none"));
        }
        return mutant.has("network")
                ? new SuiteSettings(List.of("network-wifi-to-cellular"), 1, 1, Optional.of("embedded"))
                : new SuiteSettings(List.of(), 12, 1, Optional.of("none"));
    }

    /** Jobs of the kind that the mutant spoils are its own, and those that cannot be told from it; the others are in good health. */
    private static Map<String, JobKind> jobs(Mutant mutant, TargetProfile healthy) {
        var jobs = new LinkedHashMap<>(healthy.jobs());
        jobs.put("usual", JobKind.plain(4));
        jobs.put("slow", JobKind.plain(4));
        for (var kind : List.of("idle", "failing", "expiring", "limited", "renewing", "unattended")) {
            if (mutant.has(kind)) {
                jobs.put("usual", healthy.job("usual").orElseThrow());
                jobs.put("slow", healthy.job("usual").orElseThrow());
                jobs.put(kind, spoiled(mutant, Optional.of(Duration.ofMillis(500))));
            }
        }
        if (mutant.has("network")) {
            jobs.put("slow", spoiled(mutant, Optional.empty()));
        }
        return jobs;
    }

    private static JobKind spoiled(Mutant mutant, Optional<Duration> resultsTtl) {
        var headers = Map.of("X-Mock-Scenario", mutant.scenario().id());
        return new JobKind(4, headers, Optional.empty(), Optional.empty(), resultsTtl);
    }

    private static TargetProfile profile(Mutant mutant) {
        var healthy = ProfileReader.bundledMock(mutant.contract().name());
        var pipeline = mutant.scenario().pipelines().get(0);
        // Only a mutant that is silent is held to a short silence; others may be late for reasons of their own.
        var silence = mutant.has("idle") ? healthy.terms().heartbeat() : Duration.ofSeconds(30);
        var terms =
                new Terms(silence, healthy.terms().resultsTtl(), true, Duration.ofSeconds(2), Map.of(), slo(mutant));
        return new TargetProfile(
                mutant.scenario().id(),
                healthy.baseUrl(),
                mutant.contract().name(),
                List.of(pipeline),
                terms,
                Duration.ofSeconds(15),
                Optional.empty(),
                jobs(mutant, healthy),
                healthy.conditions());
    }

    /** Only the limit of the mutant's own rule is strict: no other may depend on how busy the machine is. */
    private static @Nullable Slo slo(Mutant mutant) {
        if (!mutant.has("slo")) {
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

    private static Duration limit(Mutant mutant, String rule) {
        return mutant.rule().equals(rule) ? Duration.ofMillis(250) : Duration.ofMinutes(1);
    }
}
