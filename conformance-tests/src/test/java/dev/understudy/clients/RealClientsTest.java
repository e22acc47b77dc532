package dev.understudy.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.ClientResult;
import dev.understudy.conformance.client.ClientSettings;
import dev.understudy.conformance.client.ClientSuite;
import dev.understudy.conformance.client.ScenarioResult;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.Yardstick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real clients do what their page says of them. All are judged in one run, so that their waits pass at the same time.
 *
 * <p>With {@code -Dunderstudy.regenerate=true} the page is written anew instead of compared.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
    private static final Path PAGE = Path.of("clients", "GRID.md");

    /** For a client that hangs, on a machine that does. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** More than any of these scenarios needs, and soon reached by a client that asks for ever. */
    private static final int MOST_REQUESTS = 40;

    private static final int PARALLEL = 64;

    /** How verdicts on a scenario's own expectations are named. */
    private static final String EXPECTED = "EXPECT-";

    /** Those that tell clients apart, and take seconds. */
    private static final List<String> SCENARIOS = List.of(
            "happy-path",
            "reset-mid-event",
            "end-without-terminal",
            "event-split-over-chunks",
            "terminal-then-close",
            "bom-at-start",
            "empty-id-resets",
            "id-without-data",
            "id-beyond-ascii",
            "no-content-at-once",
            "stream-not-found",
            "stream-unavailable",
            "stream-rate-limited",
            "retry-after-beats-retry",
            "retry-zero",
            "retry-huge",
            "results-expired");

    private final Map<String, ClientResult> results = new HashMap<>();

    static Stream<RealClient> clients() {
        return RealClient.ALL.stream();
    }

    @BeforeAll
    void judge_all_that_are_here() throws InterruptedException {
        var ready = clients().flatMap(RealClientsTest::ready).toList();
        var suite = new ClientSuite(settings(), result -> {});
        try {
            suite.run(ready).forEach(result -> results.put(result.client(), result));
        } finally {
            ready.forEach(Client::close);
        }
    }

    private static Stream<Client> ready(RealClient client) {
        try {
            return Stream.of(client.ready());
        } catch (RuntimeException | AssertionError e) {
            // What is missing ends this client's own test, which says so.
            return Stream.of();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void a_real_client_does_what_the_grid_says_of_it(RealClient client) throws Exception {
        client.ready();
        var result = Objects.requireNonNull(results.get(client.name()));
        var seen = new LinkedHashMap<String, String>();
        SCENARIOS.forEach(scenario -> seen.put(scenario, "not played"));
        result.scenarios().forEach(each -> seen.put(each.scenario().id(), cell(client, each)));

        if (Boolean.getBoolean("understudy.regenerate")) {
            new GridPage(PAGE).write(client.name(), seen);
        }
        var expected = new GridPage(PAGE).column(client.name());
        assertThat(seen)
                .as(() -> result.scenarios().stream()
                        .filter(each -> isSurprise(each.scenario().id(), seen, expected))
                        .map(RealClientsTest::explain)
                        .collect(Collectors.joining()))
                .isEqualTo(expected);
    }

    private static boolean isSurprise(String scenario, Map<String, String> seen, Map<String, String> expected) {
        return !Objects.equals(seen.get(scenario), expected.get(scenario));
    }

    /** In real time, for these clients wait in real time. */
    private static ClientSettings settings() {
        return new ClientSettings(
                "bookstrack", SCENARIOS, List.of(), Yardstick.FETCH, PARALLEL, LIMIT, MOST_REQUESTS, 1, 1);
    }

    /** What waits only would tell depends on the machine: where nothing was broken and something held, that is a pass. */
    private static String cell(RealClient client, ScenarioResult result) {
        if (!result.mishap().isEmpty()) {
            return result.mishap();
        }
        var broken = broken(client, result, Outcome.FAIL);
        if (!broken.isEmpty()) {
            return "**" + Outcome.FAIL.word() + "** " + broken;
        }
        var blemished = broken(client, result, Outcome.WARN);
        if (!blemished.isEmpty()) {
            return Outcome.WARN.word() + " " + blemished;
        }
        return (result.count(Outcome.PASS) > 0 ? Outcome.PASS : result.outcome()).word();
    }

    /** The rules that came to this, but for those that come to it by chance. */
    private static String broken(RealClient client, ScenarioResult result, Outcome outcome) {
        var broken = result.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .map(verdict -> verdict.rule().id())
                .filter(rule -> !client.varies(result.scenario().id(), rule))
                .sorted(Comparator.naturalOrder())
                .toList();
        // Who does not come back sees no end, either: what the scenario expects says more only where all rules held.
        var rules = broken.stream().filter(rule -> !rule.startsWith(EXPECTED)).toList();
        return String.join(", ", rules.isEmpty() ? broken : rules);
    }

    private static String explain(ScenarioResult result) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASS)
                .flatMap(RealClientsTest::lines)
                .collect(Collectors.joining("", "\n" + result.scenario().id() + " " + result.ending() + "\n", ""));
    }

    private static Stream<String> lines(Verdict verdict) {
        return verdict.evidence().stream()
                .map(line ->
                        "  " + verdict.outcome().word() + " " + verdict.rule().id() + ": " + line + "\n");
    }
}
