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
import java.util.concurrent.ExecutorService;
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
    private static final TargetProfile HEALTHY = ProfileReader.bundledMock();
    private static final Contract CONTRACT = HEALTHY.contract();
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(CONTRACT));
    /** What shows a mutant that spoils a part of the jobs only. */
    private static final Map<String, String> CASES_BY_TAG = Map.of(
            "slo", "slo",
            "network", "network-wifi-to-cellular",
            "failing", "failing-job",
            "expiring", "expiry",
            "limited", "rate-limit",
            "idle", "idle-stream");

    private static final List<String> JOBLESS = List.of("service", "refusals", "too-many", "too-large", "cors");
    /** A machine may be busy; mutants that are late are later than that. */
    private static final double PATIENCE = 3;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    /** They wait most of the time. */
    private static final int AT_THE_SAME_TIME = 12;

    private final List<Scenario> mutants = CATALOGUE.mutants();
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
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
        var settings = ServerSettings.defaults().withScenario(mutant.id());
        try (var mock = MockServer.start(settings, CONTRACT, CATALOGUE)) {
            return new Suite(profile(mutant).at(mock.baseUri()), settings(mutant), result -> {}).run();
        }
    }

    /**
     * All cases in which it can break anything: who spoils one kind of job is judged by that, and who spoils jobs only is not asked what
     * has nothing to do with them. All else is as with the bundled mock, of which another test says that it is in order.
     */
    private static SuiteSettings settings(Scenario mutant) {
        var tag = mutant.tags().stream().filter(CASES_BY_TAG::containsKey).findFirst();
        if (tag.isPresent()) {
            var toxiproxy = tag.get().equals("network") ? "embedded" : "none";
            return new SuiteSettings(List.of(CASES_BY_TAG.get(tag.get())), 2, 1, Optional.of(toxiproxy));
        }
        boolean spoilsJobsOnly = mutant.errors().isEmpty()
                && mutant.headers().isEmpty()
                && !mutant.answers().containsKey("create");
        var cases = Cases.ALL.stream()
                .map(ConformanceCase::id)
                .filter(id -> !spoilsJobsOnly || !JOBLESS.contains(id))
                .toList();
        return new SuiteSettings(cases, 6, 1, Optional.of("none"));
    }

    /** Jobs of the kind that the mutant spoils are its own, and those that cannot be told from it; the others are in good health. */
    private static Map<String, JobKind> jobs(Scenario mutant) {
        var jobs = new LinkedHashMap<>(HEALTHY.jobs());
        jobs.put("usual", JobKind.plain(4));
        jobs.put("slow", JobKind.plain(4));
        for (var kind : List.of("idle", "failing", "expiring", "limited")) {
            if (mutant.tags().contains(kind)) {
                jobs.put("usual", HEALTHY.job("usual").orElseThrow());
                jobs.put("slow", HEALTHY.job("usual").orElseThrow());
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
        var pipeline =
                mutant.pipelines().size() == 3 ? "imports" : mutant.pipelines().get(0);
        // Only a mutant that is silent is held to a short silence; others may be late for reasons of their own.
        var silence = mutant.tags().contains("idle") ? HEALTHY.terms().heartbeat() : Duration.ofSeconds(30);
        var terms = new Terms(
                silence,
                HEALTHY.terms().resultsTtl(),
                true,
                CLOSE_WITHIN,
                HEALTHY.terms().waived(),
                slo(mutant),
                PATIENCE);
        return new TargetProfile(
                mutant.id(),
                HEALTHY.baseUrl(),
                CONTRACT,
                List.of(pipeline),
                terms,
                Duration.ofSeconds(15),
                Optional.empty(),
                jobs(mutant),
                HEALTHY.conditions());
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
