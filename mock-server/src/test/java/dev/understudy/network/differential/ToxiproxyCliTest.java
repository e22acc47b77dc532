package dev.understudy.network.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The original's own command-line client, which must not notice whose server it drives. */
class ToxiproxyCliTest extends EveryTarget {
    private static final List<String> SESSION = List.of(
            "create --listen 127.0.0.1:0 --upstream 127.0.0.1:9 q",
            "create --listen 127.0.0.1:0 --upstream 127.0.0.1:9 q",
            "toxic add --type latency --attribute latency=100 --attribute jitter=5 q",
            "toxic add --type bandwidth --toxicName slow --upstream --toxicity 0.5 --attribute rate=10 q",
            "toxic add --type nonsense q",
            "toxic update --toxicName latency_downstream --attribute latency=200 q",
            "inspect q",
            "toggle q",
            "toggle q",
            "toxic remove --toxicName latency_downstream q",
            "toxic delete --toxicName latency_downstream q",
            "inspect q",
            "delete q",
            "inspect q",
            "delete q");

    @Test
    void a_whole_session_says_the_same_with_every_server() throws IOException, InterruptedException {
        var said = new StringBuilder();
        for (var command : SESSION) {
            said.append("$ ").append(command).append('\n').append(run(command));
        }
        assertThat(said.toString()).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (var in = ToxiproxyCliTest.class.getResourceAsStream("cli.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What it says and how it exits, without ports, colours and blank lines. */
    private String run(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program().toString(), "--host", uri().toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll("\u001b\\[\\d*m", "")
                        .replaceAll("127\\.0\\.0\\.1:\\d{4,5}", "127.0.0.1:PORT")
                        .replaceAll("(?m)[ \t]+$", "")
                        .replaceAll("\n{2,}", "\n")
                        .replaceAll("^\n", "")
                + "(" + process.waitFor() + ")\n";
    }

    private static Path program() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "toxiproxy-cli"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "No toxiproxy-cli is on the PATH.");
        return found.orElseThrow();
    }
}
