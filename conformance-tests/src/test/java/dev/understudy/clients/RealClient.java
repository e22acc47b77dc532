package dev.understudy.clients;

import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.Command;
import dev.understudy.conformance.client.Performance;
import dev.understudy.conformance.client.Stage;
import dev.understudy.realpart.RealParts;
import dev.understudy.verdict.Yardstick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A client that others wrote, in a thin program or app around it.
 *
 * @param name its column in the grid
 * @param kind what it is judged by
 * @param varies rules that it breaks or keeps by chance, perhaps in one scenario only ({@code SCENARIO RULE}), which therefore are not
 *     in the grid; the page says why
 * @param maker makes it ready; ends the test if a part of it is missing
 */
record RealClient(String name, Yardstick kind, Set<String> varies, Supplier<Client> maker) {
    private static final Path CLIENTS = Path.of("clients");
    private static final String HOW = "conformance-tests/clients/README.md says how to get it.";

    /** All whose conduct the grid shows. */
    static final List<RealClient> ALL = List.of(
            node("eventsource", Yardstick.WHATWG),
            node("undici", Yardstick.WHATWG),
            new RealClient("chromium", Yardstick.WHATWG, Set.of(), RealClient::chromium),
            node("eventsource-client", Yardstick.FETCH),
            node("fetch-event-source", Yardstick.FETCH),
            jvm("okhttp-sse", OkHttpSse::run),
            jvm(
                    "okhttp-eventsource",
                    OkHttpEventSourceApp::run,
                    "CLIENT-WAITS",
                    "stream-unavailable CLIENT-RETRY-AFTER",
                    "stream-rate-limited CLIENT-RETRY-AFTER"),
            program("httpx-sse", "understudy-python", "httpx-sse/main.py"),
            program("go-sse", "understudy-go-sse", "", "CLIENT-WAITS", "CLIENT-BACKS-OFF"),
            node("guide", Yardstick.FETCH));

    private static RealClient node(String name, Yardstick kind, String... varies) {
        return new RealClient(name, kind, Set.of(varies), () -> node(name));
    }

    private static RealClient jvm(String name, JvmClient.App app, String... varies) {
        return new RealClient(name, Yardstick.FETCH, Set.of(varies), () -> new JvmClient(name, app));
    }

    private static RealClient program(String name, String program, String script, String... varies) {
        return new RealClient(name, Yardstick.FETCH, Set.of(varies), () -> command(name, program, script));
    }

    private static Client chromium() {
        node("chromium");
        RealParts.here().program("chromium", HOW);
        return new Chromium(RealParts.here().program("node", HOW), CLIENTS.resolve("chromium/main.mjs"));
    }

    private static Command node(String name) {
        RealParts.here().existing(CLIENTS.resolve("node_modules"), "Run 'npm ci' in conformance-tests/clients.");
        return command(name, "node", name + "/main.mjs");
    }

    private static Command command(String name, String program, String script) {
        var line = quoted(RealParts.here().program(program, HOW));
        return new Command(name, script.isEmpty() ? line : line + " " + quoted(CLIENTS.resolve(script)));
    }

    private static String quoted(Path file) {
        return "\"" + file.toAbsolutePath() + "\"";
    }

    /** Whether it breaks this rule in this scenario by chance. */
    boolean varies(String scenario, String rule) {
        return varies.contains(rule) || varies.contains(scenario + " " + rule);
    }

    /** The client, judged by its own kind. */
    Client ready() {
        var client = maker.get();
        return new Client() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Yardstick> yardstick() {
                return Optional.of(kind);
            }

            @Override
            public Performance begin(Stage stage) throws IOException, InterruptedException {
                return client.begin(stage);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
