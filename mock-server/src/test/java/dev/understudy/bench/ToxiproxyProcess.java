package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A Toxiproxy server in a process of its own, ours or the original, and its API. */
final class ToxiproxyProcess implements AutoCloseable {
    static final String ORIGINAL = "original";
    static final String EMBEDDED = "embedded";

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Pattern PORT = Pattern.compile("\"listen\":\"[^\"]*:(\\d+)\"");

    private final String name;
    private final ServerProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ToxiproxyProcess(String name, ServerProcess process) {
        this.name = name;
        this.process = process;
    }

    static ToxiproxyProcess embedded(Path jar, List<String> flags) throws IOException {
        return new ToxiproxyProcess(
                EMBEDDED, ServerProcess.start(flags, List.of("-jar", jar.toString(), "toxiproxy", "--port", "0")));
    }

    static ToxiproxyProcess original(Path program) throws IOException {
        int port = freePort();
        var command = List.of(program.toString(), "-host", "127.0.0.1", "-port", String.valueOf(port));
        return new ToxiproxyProcess(ORIGINAL, ServerProcess.startOther(command, port));
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    /** Sends a call and returns its body; one that fails, or takes too long, throws. */
    String call(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Makes the proxy {@code p} and returns its port. */
    int proxy(int upstream) throws IOException {
        var body = "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:" + upstream + "\"}";
        var port = PORT.matcher(call("POST", "/proxies", body));
        if (!port.find()) {
            throw new IOException("There is no port in the answer.");
        }
        return Integer.parseInt(port.group(1));
    }

    void toxic(String type, String attributes) throws IOException {
        call("POST", "/proxies/p/toxics", "{\"type\":\"" + type + "\",\"attributes\":{" + attributes + "}}");
    }

    /** What it holds when it has collected its garbage, if it is one that does. */
    long kibibytes() throws IOException {
        if (name.equals(EMBEDDED)) {
            process.collectGarbage();
        }
        return process.residentKibibytes().orElse(0);
    }

    /** What it has not let go of: of ours what its heap holds, of the original all of its memory. */
    long heldKibibytes() throws IOException {
        return name.equals(EMBEDDED)
                ? process.liveKibibytes()
                : process.residentKibibytes().orElse(0);
    }

    OptionalLong threads() {
        return process.threads();
    }

    @Override
    public void close() {
        process.close();
    }
}
