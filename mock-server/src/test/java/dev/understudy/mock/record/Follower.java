package dev.understudy.mock.record;

import dev.understudy.mock.Client;
import dev.understudy.mock.RawHttp;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A client that follows a job to its end, comes back at once whenever it is cut off, and keeps all that came. */
final class Follower {
    private static final int MOST_CONNECTIONS = 5;
    private static final Pattern ID = Pattern.compile("(?m)^\\uFEFF?id: ?(.*)$");
    private static final Pattern FINAL = Pattern.compile("event: ?(completed|failed|canceled)[\r\n]");

    private final URI base;
    private final String jobId;
    private final Map<String, String> ids = new LinkedHashMap<>();

    Follower(URI base, String jobId) {
        this.base = base;
        this.jobId = jobId;
    }

    /** What came over each connection, and how it ended; ids are numbered, and the job is called "job". */
    List<String> follow() throws IOException {
        var seen = new ArrayList<String>();
        var lastId = "";
        boolean done = false;
        while (!done && seen.size() < MOST_CONNECTIONS) {
            var text = connection(lastId);
            seen.add(renamed(text));
            done = FINAL.matcher(text).find();
            lastId = lastId(text).orElse(lastId);
        }
        return seen;
    }

    private static Optional<String> lastId(String text) {
        var whole = text.substring(0, Math.max(0, text.lastIndexOf("\n\n")));
        return ID.matcher(whole).results().map(found -> found.group(1).strip()).reduce((one, other) -> other);
    }

    private String connection(String lastId) throws IOException {
        var path = "/api/v2/imports/" + jobId + "/stream";
        var headers = lastId.isEmpty()
                ? new String[] {Client.EVENT_STREAM}
                : new String[] {Client.EVENT_STREAM, "Last-Event-ID: " + lastId};
        try (var http = RawHttp.connect(base).send("GET", path, headers)) {
            var head = http.head();
            return head.status() == 200
                    ? body(http)
                    : head.status() + " " + http.body().replaceAll("\\d{4}-[^\"]*Z", "(time)");
        } catch (EOFException | SocketException | ArrayIndexOutOfBoundsException e) {
            return "(no head)";
        }
    }

    private static String body(RawHttp http) throws IOException {
        var text = new StringBuilder();
        try {
            for (var chunk = http.chunk(); chunk.isPresent(); chunk = http.chunk()) {
                text.append(new String(chunk.get().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
            return text + "(end)";
        } catch (SocketException e) {
            return text + "(reset)";
        } catch (EOFException | NumberFormatException e) {
            return text + "(cut)";
        }
    }

    private String renamed(String text) {
        return ID.matcher(text)
                .replaceAll(found ->
                        "id: " + ids.computeIfAbsent(found.group(1).strip(), id -> "(" + (ids.size() + 1) + ")"))
                .replace(jobId, "job");
    }
}
