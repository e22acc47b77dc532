package dev.understudy.conformance.client;

import dev.understudy.journal.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client that is a program: run once for each scenario by the system's shell, with {@code BASE_URL}, {@code SCENARIO},
 * {@code PIPELINE} and {@code SAMPLE_FILE} in its environment.
 */
public record Command(String name, String line) implements Client {
    /** What a POSIX shell exits with when there is no such program (127), or when it cannot be run (126). */
    private static final List<Integer> DID_NOT_START = List.of(126, 127);

    @Override
    public Performance begin(Stage stage) throws IOException {
        var program = new ProcessBuilder(shell()).redirectErrorStream(true);
        var environment = program.environment();
        environment.put("BASE_URL", stage.baseUrl().toString());
        environment.put("SCENARIO", stage.scenario());
        environment.put("PIPELINE", stage.pipeline());
        environment.put("SAMPLE_FILE", stage.sample().toString());
        return new Run(program.start());
    }

    private List<String> shell() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
                ? List.of("cmd", "/c", line)
                : List.of("sh", "-c", line);
    }

    /** Whether this is how a shell says that there was nothing to run. */
    static boolean didNotStart(String ending) {
        return DID_NOT_START.stream().anyMatch(code -> ending.equals(ending(code)));
    }

    private static String ending(int code) {
        return "exit " + code;
    }

    private static final class Run implements Performance {
        private final Process process;
        private final Tail output;

        Run(Process process) {
            this.process = process;
            this.output = Tail.of(process.getInputStream());
        }

        @Override
        public CompletableFuture<String> ended() {
            return process.onExit().thenCompose(done -> output.ended().thenApply(all -> ending(done.exitValue())));
        }

        @Override
        public String told() {
            return output.text();
        }

        /** What a shell started outlives it, so all of them are ended. */
        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The last part of what a program prints; the rest is read, so that the program is not held up, and forgotten. */
    private static final class Tail {
        private static final int MOST = 16 * 1024;

        private static final long PATIENCE_MILLIS = 1000;

        private final byte[] ring = new byte[MOST];
        private final CompletableFuture<Void> whole = new CompletableFuture<>();
        private long count;

        static Tail of(InputStream output) {
            var tail = new Tail();
            var reader = new Thread(() -> tail.readAll(output), "output of a client");
            reader.setDaemon(true);
            reader.start();
            return tail;
        }

        /** When all has been read, or soon: what a program leaves behind may hold its output open, and nobody waits for that. */
        CompletableFuture<Void> ended() {
            return whole.copy().completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void readAll(InputStream output) {
            var buffer = new byte[8192];
            try (output) {
                for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                    add(buffer, read);
                }
            } catch (IOException e) {
                // The program was ended while it printed: what is here is all there is.
                add(new byte[0], 0);
            } finally {
                whole.complete(null);
            }
        }

        private synchronized void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                ring[(int) (count++ % MOST)] = bytes[i];
            }
        }

        synchronized String text() {
            int length = (int) Math.min(count, MOST);
            var last = new byte[length];
            for (int i = 0; i < length; i++) {
                last[i] = ring[(int) ((count - length + i) % MOST)];
            }
            var text = Redaction.body(Redaction.target(new String(last, StandardCharsets.UTF_8)));
            return count > MOST ? "[... " + (count - MOST) + " bytes before]\n" + text : text;
        }
    }
}
