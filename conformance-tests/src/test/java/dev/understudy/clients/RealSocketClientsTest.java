package dev.understudy.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contract.Contract;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.realpart.Browser;
import dev.understudy.realpart.RealParts;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** WebSocket clients that others have made, in small apps: played to, and judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class RealSocketClientsTest {
    private static final Contract CONTRACT = Contract.load("bookstrack-legacy");
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(CONTRACT));
    private static final Path CLIENTS = Path.of("clients");
    private static final String CSV = "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n";

    private static final List<String> JDK = List.of(
            "happy-path",
            "failed-job",
            "quiet-pause",
            "fragmented-messages",
            "lost-connection",
            "half-a-frame",
            "server-error-without-error",
            "upgrade-unavailable");
    private static final List<String> NODE = List.of(
            "happy-path",
            "failed-job",
            "quiet-pause",
            "fragmented-messages",
            "lost-connection",
            "not-json",
            "going-away",
            "upgrade-never");

    /** They wait most of the time. */
    private final ExecutorService pool = Executors.newFixedThreadPool(JDK.size() + NODE.size());

    private final Map<String, Future<Run>> jdk = new HashMap<>();
    private final Map<String, Future<Run>> node = new HashMap<>();

    /** What ended the job for an app, and what is to be said about the app. */
    private record Run(String ended, ClientVerdict verdict) {}

    private static MockServer play(String scenario) {
        return MockServer.start(
                ServerSettings.defaults().withContract(CONTRACT.name()).withScenario(scenario), CONTRACT, CATALOGUE);
    }

    private static ClientVerdict judged(MockServer mock, String scenario) {
        var story = CATALOGUE.get(scenario);
        var journal = mock.journal();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ClientJudge.isSettled(CONTRACT, story, Yardstick.FETCH, journal.entries(), journal.now()));
        return ClientJudge.report(CONTRACT, story, Yardstick.FETCH, journal.entries(), journal.now());
    }

    private static void assertSound(MockServer mock, String scenario) {
        var verdict = judged(mock, scenario);
        assertThat(verdict.outcome()).as(verdict::text).isEqualTo(Outcome.PASS);
    }

    @BeforeAll
    void begin(@TempDir Path folder) {
        JDK.forEach(scenario -> jdk.put(scenario, pool.submit(() -> onTheJdk(scenario))));
        if (Files.exists(CLIENTS.resolve("node_modules/undici"))) {
            NODE.forEach(scenario -> node.put(scenario, pool.submit(() -> onNode(scenario, folder))));
        }
    }

    @AfterAll
    void end() {
        pool.shutdownNow();
    }

    private static Run onTheJdk(String scenario) throws IOException, InterruptedException {
        try (var mock = play(scenario)) {
            var ended = new JdkSocketApp(mock.baseUri()).run("library.csv");
            return new Run(ended, judged(mock, scenario));
        }
    }

    private static Run onNode(String scenario, Path folder) throws IOException, InterruptedException {
        var sample = Files.writeString(folder.resolve(scenario + "-library.csv"), CSV);
        var output = folder.resolve(scenario + ".txt");
        try (var mock = play(scenario)) {
            var command = new ProcessBuilder(
                            RealParts.here()
                                    .program("node", "Install Node 20 or newer.")
                                    .toString(),
                            CLIENTS.resolve("websocket/main.mjs").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            command.environment().put("BASE_URL", mock.baseUri().toString());
            command.environment().put("SAMPLE_FILE", sample.toString());
            var process = command.start();
            try {
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(output)).isBetween(0, 1);
            return new Run(process.exitValue() == 0 ? "job_complete" : "error", judged(mock, scenario));
        }
    }

    private static void assertSound(String scenario, Future<Run> future)
            throws ExecutionException, InterruptedException {
        var run = future.get();
        assertThat(run.ended()).isEqualTo(scenario.equals("failed-job") ? "error" : "job_complete");
        assertThat(run.verdict().outcome()).as(run.verdict()::text).isEqualTo(Outcome.PASS);
    }

    @TestFactory
    Stream<DynamicTest> an_app_on_the_jdks_own_client_is_sound() {
        return JDK.stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario, () -> assertSound(scenario, Objects.requireNonNull(jdk.get(scenario)))));
    }

    @TestFactory
    Stream<DynamicTest> an_app_on_node_is_sound() {
        RealParts.here().existing(CLIENTS.resolve("node_modules/undici"), "Run 'npm ci' in conformance-tests/clients.");
        return NODE.stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario, () -> assertSound(scenario, Objects.requireNonNull(node.get(scenario)))));
    }

    /** Runs in the page: uploads, follows on one connection, and tells how that ended. */
    private static String followed(boolean subprotocol) {
        return """
            (async () => {
              const form = new FormData();
              form.append('file', new Blob(['%s'], {type: 'text/csv'}), 'library.csv');
              const created = await (await fetch('/api/import/csv-gemini', {method: 'POST', body: form})).json();
              const {jobId, token} = created.data;
              const url = location.origin.replace('http', 'ws') + '/ws/progress?jobId=' + jobId + (%s ? '' : '&token=' + token);
              const socket = %s ? new WebSocket(url, ['bookstrack-auth.' + token]) : new WebSocket(url);
              const types = [];
              const end = await new Promise((resolve) => {
                socket.onopen = () => socket.send(JSON.stringify({type: 'ready'}));
                socket.onmessage = ({data}) => types.push(JSON.parse(data).type);
                socket.onclose = ({code}) => resolve(code);
              });
              return end + ' ' + types.join(' ');
            })()
            """.formatted(CSV.replace("\n", "\\n"), subprotocol, subprotocol);
    }

    @Test
    void chromium_follows_a_job_and_fails_a_handshake_without_the_echo(@TempDir Path folder) throws Exception {
        try (var browser = Browser.start(folder)) {
            for (var scenario : List.of("happy-path", "fragmented-messages", "quiet-pause")) {
                try (var mock = play(scenario)) {
                    browser.open(mock.baseUri().resolve("/health"));

                    assertThat(browser.ask(followed(true)).asText())
                            .startsWith("1000 ready_ack job_started")
                            .endsWith("job_complete");
                    assertSound(mock, scenario);
                }
            }
            try (var mock = play("subprotocol-not-echoed")) {
                browser.open(mock.baseUri().resolve("/health"));

                assertThat(browser.ask(followed(true)).asText()).isEqualTo("1006 ");
            }
        }
    }

    @Test
    void a_token_in_the_address_is_a_warning(@TempDir Path folder) throws Exception {
        try (var browser = Browser.start(folder);
                var mock = play("happy-path")) {
            browser.open(mock.baseUri().resolve("/health"));

            assertThat(browser.ask(followed(false)).asText()).startsWith("1000 ");
            assertThat(judged(mock, "happy-path").verdicts().stream()
                            .filter(verdict -> verdict.outcome() == Outcome.WARN)
                            .map(verdict -> verdict.rule().id()))
                    .containsExactly("CLIENT-WS-TOKEN-IN-URL");
        }
    }
}
