package dev.understudy.clients;

import dev.understudy.conformance.client.Client;
import dev.understudy.conformance.client.Performance;
import dev.understudy.conformance.client.Stage;
import java.util.concurrent.CompletableFuture;

/**
 * A client library in this JVM: for each scenario an app of its own, on a thread of its own.
 *
 * @param name what reports call it
 */
record JvmClient(String name, App app) implements Client {
    /** What an app around the library does in one scenario. */
    @FunctionalInterface
    interface App {
        /**
         * Uploads, follows the job to its end, and fetches the results.
         *
         * @throws Exception if the app gives up; says why. Interrupted, it lets go of everything
         */
        void run(Stage stage) throws Exception;
    }

    @Override
    public Performance begin(Stage stage) {
        var ended = new CompletableFuture<String>();
        var thread = new Thread(
                () -> {
                    try {
                        app.run(stage);
                        ended.complete("exit 0");
                    } catch (Exception e) {
                        ended.complete("gave up: " + e.getMessage());
                    }
                },
                name + " in " + stage.scenario());
        thread.setDaemon(true);
        thread.start();
        return new Running(thread, ended);
    }

    private record Running(Thread thread, CompletableFuture<String> ended) implements Performance {
        @Override
        public String told() {
            return ended.getNow("");
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
