package dev.understudy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.conformance.client.Stage;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** What an app on OkHttp does around its stream: creates an import, and fetches the results. One for each scenario. */
final class OkHttpApp {
    private static final Set<String> FINAL = Set.of("completed", "failed", "canceled");
    private static final MediaType CSV = MediaType.get("text/csv");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Follows the stream at this address to the event that ends the job. */
    @FunctionalInterface
    interface Follower {
        /** The event's name; an exception says why the library gave up. */
        String follow(OkHttpClient http, HttpUrl stream) throws Exception;
    }

    private OkHttpApp() {}

    static boolean isFinal(String event) {
        return FINAL.contains(event);
    }

    static void run(Stage stage, Follower library) throws Exception {
        // A stream may be silent for longer than an answer: that clock is the one that its users turn off.
        var http = new OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build();
        try {
            var imports = HttpUrl.get(stage.baseUrl() + "/api/v2/imports");
            var file = stage.sample().toFile();
            var upload = new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("file", file.getName(), RequestBody.create(file, CSV))
                    .build();
            var job = answer(
                            http,
                            new Request.Builder().url(imports).post(upload).build())
                    .path("data");
            var stream = imports.resolve(job.path("sseUrl").asText());
            if (stream == null) {
                throw new IOException("no address: " + job);
            }
            if (library.follow(http, stream).equals("completed")) {
                var results = HttpUrl.get(imports + "/" + job.path("jobId").asText() + "/results");
                answer(http, new Request.Builder().url(results).build());
            }
        } finally {
            http.dispatcher().cancelAll();
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private static JsonNode answer(OkHttpClient http, Request request) throws IOException {
        try (var response = http.newCall(request).execute();
                var body = response.body()) {
            var text = body == null ? "" : body.string();
            if (!response.isSuccessful()) {
                throw new IOException(request.url() + " answered " + response.code() + ": " + text);
            }
            return JSON.readTree(text);
        }
    }
}
