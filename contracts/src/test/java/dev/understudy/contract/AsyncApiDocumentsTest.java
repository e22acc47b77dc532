package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.realpart.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own reader takes what it needs of AsyncAPI; the reference parser says whether others can read the documents too. */
class AsyncApiDocumentsTest {
    private static final Path CLIENTS = Path.of("..", "conformance-tests", "clients");
    private static final String NPM_CI = "Run 'npm ci' in conformance-tests/clients.";

    @TempDir
    private Path folder;

    @Test
    void the_reference_parser_accepts_the_messages_of_every_pack() throws Exception {
        var documents = documentsOfThePacks();

        var verdict = check(documents);

        assertThat(documents).isNotEmpty();
        assertThat(verdict.text().lines())
                .allMatch(line -> line.endsWith("no complaint"))
                .hasSameSizeAs(documents);
        assertThat(verdict.exitCode()).isZero();
    }

    @Test
    void a_reference_to_a_schema_that_is_not_there_is_found() throws Exception {
        var pack = Path.of("bookstrack");
        var broken = folder.resolve("asyncapi.yaml");
        Files.copy(pack.resolve("openapi.yaml"), folder.resolve("openapi.yaml"));
        Files.writeString(
                broken, Files.readString(pack.resolve("asyncapi.yaml")).replace("/CompletedEvent", "/NoSuchEvent"));

        var verdict = check(List.of(broken));

        assertThat(verdict.text()).contains(broken + ":", "error invalid-ref", "NoSuchEvent");
        assertThat(verdict.exitCode()).isOne();
    }

    private static List<Path> documentsOfThePacks() throws IOException {
        try (var entries = Files.list(Path.of(""))) {
            return entries.map(entry -> entry.resolve("asyncapi.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private Verdict check(List<Path> documents) throws IOException, InterruptedException {
        var parts = RealParts.here();
        var command = new ArrayList<String>();
        command.add(parts.program("node", "Install Node 20 or newer.").toString());
        parts.existing(CLIENTS.resolve("node_modules/@asyncapi/parser"), NPM_CI);
        command.add(CLIENTS.resolve("asyncapi/check.mjs").toString());
        documents.forEach(document -> command.add(document.toString()));
        return run(command);
    }

    /** Its output goes to a file: reading a pipe to its end would wait for a program that hangs. */
    private Verdict run(List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Verdict(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private record Verdict(int exitCode, String text) {}
}
