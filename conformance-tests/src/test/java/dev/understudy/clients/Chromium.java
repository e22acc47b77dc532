package dev.understudy.clients;

import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.Command;
import dev.understudy.conformance.client.Performance;
import dev.understudy.conformance.client.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which every scenario is played on a page of its own: to start one for each takes more of the machine than all else
 * together. It is started with the first.
 */
final class Chromium implements Client {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Path program;
    private final String driver;
    private @Nullable Process browser;
    private @Nullable String devtools;

    /**
     * A browser that is not started yet.
     *
     * @param driver the command that has it play one scenario
     */
    Chromium(Path program, String driver) {
        this.program = program;
        this.driver = driver;
    }

    @Override
    public String name() {
        return "chromium";
    }

    @Override
    public Performance begin(Stage stage) throws IOException, InterruptedException {
        return new Command(name(), "CHROMIUM_DEVTOOLS=" + devtools() + " " + driver).begin(stage);
    }

    private synchronized String devtools() throws IOException, InterruptedException {
        if (devtools == null) {
            var profile = Files.createTempDirectory("understudy-chromium");
            var started = new ProcessBuilder(
                            program.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .start();
            browser = started;
            devtools = address(started.inputReader());
        }
        return devtools;
    }

    /** What it says is read to its end, so that nothing holds it up. */
    private static String address(BufferedReader output) throws IOException, InterruptedException {
        var found = new CompletableFuture<String>();
        var reader = new Thread(
                () -> {
                    output.lines().forEach(line -> {
                        var listening = LISTENING.matcher(line);
                        if (listening.find()) {
                            found.complete(listening.group(1));
                        }
                    });
                    found.completeExceptionally(new IOException("The browser ended without saying where its DevTools are."));
                },
                "output of a browser");
        reader.setDaemon(true);
        reader.start();
        try {
            return found.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        if (browser != null) {
            browser.descendants().forEach(ProcessHandle::destroy);
            browser.destroy();
        }
    }
}
