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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each server rule has a server that breaks it, and the suite must fail that server on that rule and on no other MUST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    /** What shows a mutant that spoils a part of the jobs only. */
    private static final Map<String, String> CASES_BY_TAG = Map.of(
            "slo", "slo",
            "network", "network-wifi-to-cellular",
            "failing", "failing-job",
            "expiring", "expiry",
            "limited", "rate-limit",
            "idle", "idle-stream",
            "auth", "stranger",
            "gone", "gone-listeners");

    /** The same for contracts whose jobs are followed on a WebSocket. */
    private static final Map<String, String> SOCKET_CASES_BY_TAG = Map.of(
            "failing", "socket-failing-job",
            "expiring", "socket-expiry",
            "limited", "socket-rate-limit",
            "idle", "socket-idle",
            "renewing", "token-renewal",
            "unattended", "socket-late");

    private static final List<String> JOBLESS = List.of("service", "refusals", "too-many", "too-large", "cors");
    /** A machine may be busy; mutants that are late are later than that. */
    private static final double PATIENCE = 2;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    /** They wait most of the time. */
    private static final int AT_THE_SAME_TIME = 8;

    private final List<Mutant> mutants =
            Contract.bundled().stream().flatMap(MutantsTest::mutants).toList();
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
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

    /** A contract, its scenarios, and a server that keeps it. */
    private record Pack(TargetProfile healthy, Catalogue catalogue) {
        static Pack of(String name) {
            var healthy = ProfileReader.bundledMock(name);
            return new Pack(healthy, Catalogue.bundled(new ScenarioReader(healthy.contract())));
        }

        Contract contract() {
            return healthy.contract();
        }
    }

    /** A server of a pack that breaks one rule. */
    private record Mutant(Pack pack, Scenario scenario) {
        String rule() {
            return scenario.id().substring("mutant-".length()).toUpperCase(Locale.ROOT);
        }

        boolean has(String tag) {
            return scenario.tags().contains(tag);
        }

        @Override
        public String toString() {
            return pack.contract().name() + " " + rule() + ": " + scenario.title();
        }
    }

    private static Stream<Mutant> mutants(String name) {
        var pack = Pack.of(name);
        return pack.catalogue().mutants().stream().map(scenario -> new Mutant(pack, scenario));
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
                        .filter(mutant -> mutant.pack().contract().name().equals(pack))
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
        var pack = mutant.pack();
        var settings = ServerSettings.defaults().withScenario(mutant.scenario().id());
        try (var mock = MockServer.start(settings, pack.contract(), pack.catalogue())) {
            return new Suite(profile(mutant).at(mock.baseUri()), settings(mutant)).run();
        }
    }

    /**
     * All cases in which it can break anything: who spoils one kind of job is judged by that, and who spoils jobs only is not asked what
     * has nothing to do with them. All else is as with the bundled mock, of which another test says that it is in order.
     */
    private static SuiteSettings settings(Mutant mutant) {
        var byTag = mutant.pack().contract().webSocket().isPresent() ? SOCKET_CASES_BY_TAG : CASES_BY_TAG;
        var tag = byTag.keySet().stream().filter(mutant::has).findFirst();
        if (tag.isPresent()) {
            var toxiproxy = tag.get().equals("network") ? "embedded" : "none";
            return new SuiteSettings(List.of(byTag.get(tag.get())), 2, 1, Optional.of(toxiproxy));
        }
        if (!mutant.pack().contract().name().equals(Contract.DEFAULT)) {
            return new SuiteSettings(casesThatProve(mutant), 6, 1, Optional.of("none"));
        }
        var scenario = mutant.scenario();
        boolean spoilsJobsOnly = scenario.errors().isEmpty()
                && scenario.headers().isEmpty()
                && !scenario.answers().containsKey("create");
        var cases = Stream.concat(Cases.ALL.stream(), SocketCases.ALL.stream())
                .map(ConformanceCase::id)
                .filter(id -> !spoilsJobsOnly || !JOBLESS.contains(id))
                .toList();
        return new SuiteSettings(cases, 6, 1, Optional.of("none"));
    }

    /** By their names: whoever names a rule has no other judged. */
    private static List<String> casesThatProve(Mutant mutant) {
        return Catalog.of(mutant.pack().contract()).cases().stream()
                .filter(each -> each.proves().contains(mutant.rule()))
                .map(Catalog.CaseInfo::id)
                .toList();
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
        if (mutant.has("network") || mutant.has("gone")) {
            jobs.put("slow", spoiled(mutant, Optional.empty()));
        }
        return jobs;
    }

    private static JobKind spoiled(Mutant mutant, Optional<Duration> resultsTtl) {
        var headers = Map.of("X-Mock-Scenario", mutant.scenario().id());
        return new JobKind(4, headers, Optional.empty(), Optional.empty(), resultsTtl);
    }

    private static TargetProfile profile(Mutant mutant) {
        var healthy = mutant.pack().healthy();
        var pipeline = mutant.scenario().pipelines().get(0);
        // Only a mutant that is silent is held to a short silence; others may be late for reasons of their own.
        var silence = mutant.has("idle") || mutant.has("gone") ? healthy.terms().heartbeat() : Duration.ofSeconds(30);
        var terms = new Terms(
                silence,
                healthy.terms().resultsTtl(),
                true,
                CLOSE_WITHIN,
                healthy.terms().waived(),
                slo(mutant),
                PATIENCE);
        return new TargetProfile(
                mutant.scenario().id(),
                healthy.baseUrl(),
                mutant.pack().contract(),
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
