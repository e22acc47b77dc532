package dev.understudy.clients;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import dev.understudy.conformance.client.Stage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** An app on {@code okhttp-eventsource} as it comes: with its own waits, and coming back whatever happens. */
final class OkHttpEventSourceApp {
    private OkHttpEventSourceApp() {}

    static void run(Stage stage) throws Exception {
        OkHttpApp.run(stage, OkHttpEventSourceApp::follow);
    }

    private static String follow(OkHttpClient http, HttpUrl stream) throws IOException, InterruptedException {
        var end = new CompletableFuture<String>();
        var plain = new EventSource.Builder(ConnectStrategy.http(stream.uri()));
        var reader = Executors.newSingleThreadExecutor(task -> reader(task, end));
        try (var source = new BackgroundEventSource.Builder(new Handler(end), plain)
                .streamExecutor(reader)
                .build()) {
            source.start();
            return end.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            reader.shutdownNow();
        }
    }

    /** The library's own thread, which ends without a word at some ids: an app would only see that nothing comes any more. */
    private static Thread reader(Runnable task, CompletableFuture<String> end) {
        var thread = new Thread(task, "okhttp-eventsource");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, failure) -> end.completeExceptionally(failure));
        return thread;
    }

    private record Handler(CompletableFuture<String> end) implements BackgroundEventHandler {
        @Override
        public void onOpen() {
            // An app would show it.
        }

        @Override
        public void onClosed() {
            // It says so before it comes back, too.
        }

        @Override
        public void onMessage(String event, MessageEvent message) {
            if (OkHttpApp.isFinal(event)) {
                end.complete(event);
            }
        }

        @Override
        public void onComment(String comment) {
            // Nothing to do.
        }

        @Override
        public void onError(Throwable failure) {
            // The library comes back by itself.
        }
    }
}
