package dev.understudy.clients;

import dev.understudy.conformance.client.Stage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;

/** An app on {@code okhttp-sse}, which reads one stream and never comes back by itself. */
final class OkHttpSse {
    private OkHttpSse() {}

    static void run(Stage stage) throws Exception {
        OkHttpApp.run(stage, OkHttpSse::follow);
    }

    private static String follow(OkHttpClient http, HttpUrl stream) throws IOException, InterruptedException {
        var end = new CompletableFuture<String>();
        var request = new Request.Builder().url(stream).build();
        var source = EventSources.createFactory(http).newEventSource(request, new Listener(end));
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            source.cancel();
        }
    }

    private static final class Listener extends EventSourceListener {
        private final CompletableFuture<String> end;

        Listener(CompletableFuture<String> end) {
            this.end = end;
        }

        @Override
        public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
            if (type != null && OkHttpApp.isFinal(type)) {
                end.complete(type);
            }
        }

        @Override
        public void onClosed(EventSource source) {
            end.completeExceptionally(new IOException("the stream ended before the job did"));
        }

        @Override
        public void onFailure(EventSource source, @Nullable Throwable failure, @Nullable Response response) {
            end.completeExceptionally(
                    failure != null ? failure : new IOException("the stream was refused: " + response));
        }
    }
}
