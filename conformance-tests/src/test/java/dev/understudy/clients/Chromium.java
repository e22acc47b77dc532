package dev.understudy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.Performance;
import dev.understudy.conformance.client.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One browser, with a page for each scenario: to start one for each takes more of the machine than all else together. */
final class Chromium implements Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path node;
    private final Path driver;
    private final AtomicInteger stages = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private @Nullable Process program;

    /** A browser that starts with the first scenario. */
    Chromium(Path node, Path driver) {
        this.node = node;
        this.driver = driver;
    }

    @Override
    public String name() {
        return "chromium";
    }

    @Override
    public Performance begin(Stage stage) throws IOException {
        var name = String.valueOf(stages.incrementAndGet());
        var ended = open.computeIfAbsent(name, each -> new CompletableFuture<>());
        tell(JSON.createObjectNode()
                .put("stage", name)
                .put("BASE_URL", stage.baseUrl().toString())
                .put("PIPELINE", stage.pipeline())
                .put("SAMPLE_FILE", stage.sample().toString()));
        return new Page(name, ended);
    }

    private synchronized void tell(JsonNode line) throws IOException {
        var running = program;
        if (running == null) {
            running = new ProcessBuilder(node.toString(), driver.toString(), "--stages")
                    .redirectErrorStream(true)
                    .start();
            program = running;
            var output = running.inputReader();
            var reader = new Thread(() -> read(output), "output of a browser's driver");
            reader.setDaemon(true);
            reader.start();
        }
        var input = running.outputWriter();
        input.write(line + "\n");
        input.flush();
    }

    private void read(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("{") && line.contains("\"done\"")) {
                    var done = JSON.readTree(line);
                    end(done.path("stage").asText(), "exit " + done.path("exit").asInt());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.keySet().forEach(stage -> end(stage, "the browser's driver has ended"));
        }
    }

    private void end(String stage, String how) {
        var ended = open.remove(stage);
        if (ended != null) {
            ended.complete(how);
        }
    }

    @Override
    public synchronized void close() {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroy);
            program.destroy();
        }
    }

    private final class Page implements Performance {
        private final String stage;
        private final CompletableFuture<String> ended;

        Page(String stage, CompletableFuture<String> ended) {
            this.stage = stage;
            this.ended = ended;
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        @Override
        public String told() {
            return ended.getNow("");
        }

        @Override
        public void close() {
            if (open.remove(stage) != null) {
                try {
                    tell(JSON.createObjectNode().put("stop", stage));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
