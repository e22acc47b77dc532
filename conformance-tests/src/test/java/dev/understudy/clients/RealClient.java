package dev.understudy.clients;

import dev.understudy.conformance.client.Command;
import dev.understudy.realpart.RealParts;
import dev.understudy.verdict.Yardstick;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client that others wrote, in a thin program around it.
 *
 * @param name its folder in {@code clients}, and its column in the grid
 * @param program what runs it, on the PATH
 * @param script what the program runs, beside {@code clients}; empty if the program is the client
 * @param browser what else must be on the PATH
 * @param varies rules that it breaks or keeps by chance, which therefore are not in the grid; the page says why
 */
record RealClient(
        String name,
        String program,
        Optional<String> script,
        Optional<String> browser,
        Yardstick yardstick,
        Set<String> varies) {
    private static final Path CLIENTS = Path.of("clients");
    private static final String HOW = "conformance-tests/clients/README.md says how to get it.";

    /** All whose conduct the grid shows. */
    static final List<RealClient> ALL = List.of(
            node("eventsource", Yardstick.WHATWG),
            node("undici", Yardstick.WHATWG),
            new RealClient(
                    "chromium",
                    "node",
                    Optional.of("chromium/main.mjs"),
                    Optional.of("chromium"),
                    Yardstick.WHATWG,
                    Set.of()),
            new RealClient(
                    "eventsource-client",
                    "node",
                    Optional.of("eventsource-client/main.mjs"),
                    Optional.empty(),
                    Yardstick.FETCH,
                    Set.of("CLIENT-REFUSED")),
            node("fetch-event-source", Yardstick.FETCH),
            new RealClient(
                    "httpx-sse",
                    "understudy-python",
                    Optional.of("httpx-sse/main.py"),
                    Optional.empty(),
                    Yardstick.FETCH,
                    Set.of()),
            new RealClient(
                    "go-sse",
                    "understudy-go-sse",
                    Optional.empty(),
                    Optional.empty(),
                    Yardstick.FETCH,
                    Set.of("CLIENT-WAITS")),
            node("guide", Yardstick.FETCH));

    private static RealClient node(String name, Yardstick yardstick) {
        return new RealClient(name, "node", Optional.of(name + "/main.mjs"), Optional.empty(), yardstick, Set.of());
    }

    /** How it is run here; ends the test if a part of it is missing. */
    Command command() {
        var parts = RealParts.here();
        browser.ifPresent(needed -> parts.program(needed, HOW));
        if (program.equals("node")) {
            parts.existing(CLIENTS.resolve("node_modules"), "Run 'npm ci' in conformance-tests/clients.");
        }
        var line = quoted(parts.program(program, HOW));
        return new Command(
                name,
                script.map(file -> line + " " + quoted(CLIENTS.resolve(file))).orElse(line));
    }

    private static String quoted(Path file) {
        return "\"" + file.toAbsolutePath() + "\"";
    }

    @Override
    public String toString() {
        return name;
    }
}
