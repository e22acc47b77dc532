package dev.understudy.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.clients.ImportSeen.SeenEvent;
import dev.understudy.realpart.RealParts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm package {@code eventsource}, in a Node program of its own. */
final class NpmEventSource implements ImportingClient {
    private static final Path CLIENTS = Path.of("clients");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ImportSeen run(URI server, Path csv) throws IOException, InterruptedException {
        var parts = RealParts.here();
        var node = parts.program("node", "Install Node 20 or newer.");
        parts.existing(CLIENTS.resolve("node_modules/eventsource"), "Run 'npm ci' in conformance-tests/clients.");

        var output = Files.createTempFile(csv.getParent(), "client", ".txt");
        var program = new ProcessBuilder(
                node.toString(), CLIENTS.resolve("eventsource/main.mjs").toString());
        program.environment().put("BASE_URL", server.toString());
        program.environment().put("SAMPLE_FILE", csv.toString());
        program.redirectErrorStream(true).redirectOutput(output.toFile());
        end(program, output);
        return read(Files.readAllLines(output));
    }

    private static void end(ProcessBuilder program, Path output) throws IOException, InterruptedException {
        var process = program.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as(() -> "it ends within 30 s, having told:\n" + text(output))
                    .isTrue();
            assertThat(process.exitValue()).as(() -> text(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ImportSeen read(List<String> lines) throws IOException {
        var jobId = "";
        var events = new ArrayList<SeenEvent>();
        int losses = 0;
        JsonNode results = JSON.nullNode();
        for (var line : lines) {
            var told = JSON.readTree(line);
            switch (told.path("kind").asText()) {
                case "accepted" -> jobId = told.path("jobId").asText();
                case "event" -> events.add(event(told));
                case "error" -> losses++;
                case "results" -> results = told.path("body");
                default -> assertThat(told.path("kind").asText()).isEqualTo("open");
            }
        }
        return new ImportSeen(jobId, events, losses, results);
    }

    private static SeenEvent event(JsonNode told) {
        return new SeenEvent(
                told.path("id").asText(),
                told.path("name").asText(),
                told.path("data").asText());
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "nothing that can be read: " + e.getMessage();
        }
    }

    @Override
    public String toString() {
        return "npm eventsource";
    }
}
