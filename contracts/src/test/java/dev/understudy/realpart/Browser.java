package dev.understudy.realpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium without a window, spoken to in its own protocol. One page; closing it ends the program.
 *
 * <p>Whatever the page that is open complains about on its console, or throws, is in {@link #complaints}.
 */
public final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private String session = "";

    private Browser(Process process) {
        this.process = process;
    }

    /** Starts it, with nothing in it, in a folder of its own; ends the test if it is not on this machine. */
    public static Browser start(Path folder) throws Exception {
        return start(folder, List.of());
    }

    /** The same, with more words on its command line. */
    public static Browser start(Path folder, List<String> options) throws Exception {
        var program = RealParts.here().program("chromium", "Install it, for example with 'apt-get install chromium'.");
        var command = new ArrayList<>(List.of(program.toString(), "--headless", "--remote-debugging-port=0"));
        command.addAll(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(options);
        command.add("about:blank");
        var log = Files.createTempFile(folder, "chromium", ".log");
        var process = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var browser = new Browser(process);
        try {
            browser.connect(address(log, process));
        } catch (Exception e) {
            browser.close();
            throw e;
        }
        return browser;
    }

    /** It says where it listens once it does. */
    private static URI address(Path log, Process process) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            for (var line : Files.readAllLines(log)) {
                if (line.startsWith("DevTools listening on ")) {
                    return URI.create(
                            line.substring("DevTools listening on ".length()).strip());
                }
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("chromium did not start:\n" + Files.readString(log));
    }

    private void connect(URI address) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Sets how large the window is, and whether the night is dark. */
    public void window(int width, int height, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Leaves the page that is open, and what it complained about; goes to an address, and waits until everything is there. */
    public void open(URI address) throws Exception {
        load(URI.create("about:blank"));
        complaints.clear();
        load(address);
    }

    private void load(URI address) throws Exception {
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", address.toString()));
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What a JavaScript expression comes to. */
    public JsonNode ask(String expression) throws Exception {
        var answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + " threw " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** A picture of the window. */
    public void picture(Path file) throws Exception {
        var data = call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors and warnings of the page's console, and what it threw. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        var answer = new CompletableFuture<JsonNode>();
        calls.put(id, answer);
        Objects.requireNonNull(socket).sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (told.has("error")) {
            throw new AssertionError(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            var whole = text.toString();
            text.setLength(0);
            try {
                heard(JSON.readTree(whole));
            } catch (IOException e) {
                complaints.add("unreadable: " + e.getMessage());
            }
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void heard(JsonNode message) {
        var call = calls.remove(message.path("id").asInt(-1));
        if (call != null) {
            call.complete(message);
        }
        var parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(parameters.path("args").toString());
            case "Log.entryAdded" ->
                complaints.add(parameters.path("entry").path("text").asText());
            default -> {
                // Nothing that matters here.
            }
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
