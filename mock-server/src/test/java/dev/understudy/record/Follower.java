package dev.understudy.record;

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

/** A client that follows a job to its end, comes back at once whenever it is cut off, and keeps every byte. */
final class Follower {
    private static final int MOST_CONNECTIONS = 5;
    private static final int MOST_BYTES = 200_000;
    private static final Pattern ID = Pattern.compile("(?m)^id: ?(.*)$");
    private static final Pattern FINAL = Pattern.compile("event: ?(completed|failed|canceled|complete)[\r\n]");

    private final URI base;
    private final String path;
    private final String jobId;
    private final Map<String, String> ids = new LinkedHashMap<>();

    Follower(URI base, String jobId) {
        this.base = base;
        this.path = "/api/v2/imports/" + jobId + "/stream";
        this.jobId = jobId;
    }

    /** What came over each connection and how it ended, with other names for ids. */
    List<String> follow() throws IOException {
        var seen = new ArrayList<String>();
        var lastId = "";
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            var text = connection(lastId);
            seen.add(renamed(text));
            if (FINAL.matcher(text).find()) {
                break;
            }
            var all = ID.matcher(text.replaceAll("(?s)(?:.*\n)?[^\n]*\n(?!.*\n\n).*", "")).results().toList();
            lastId = last(text).orElse(lastId);
        }
        return seen;
    }

    private static Optional<String> last(String text) {
        var whole = text.substring(0, Math.max(0, text.lastIndexOf("\n\n")));
        return ID.matcher(whole).results().map(found -> found.group(1).strip()).reduce((one, other) -> other);
    }

    private String connection(String lastId) throws IOException {
        var headers = lastId.isEmpty()
                ? new String[] {Client.EVENT_STREAM}
                : new String[] {Client.EVENT_STREAM, "Last-Event-ID: " + lastId};
        try (var http = RawHttp.connect(base).send("GET", path, headers)) {
            var head = http.head();
            if (head.status() != 200) {
                return head.status() + " " + http.body().replaceAll("\\d{4}-[^\"]*Z", "<time>");
            }
            return body(http);
        } catch (EOFException | SocketException | NumberFormatException e) {
            return "(no head)";
        }
    }

    private static String body(RawHttp http) throws IOException {
        var text = new StringBuilder();
        try {
            for (var chunk = http.chunk(); chunk.isPresent() && text.length() < MOST_BYTES; chunk = http.chunk()) {
                text.append(new String(chunk.get().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
            return text + "(end)";
        } catch (SocketException e) {
            return text + "(reset)";
        } catch (EOFException | NumberFormatException e) {
            return text + "(cut)";
        } catch (java.net.SocketTimeoutException e) {
            return text + "(silence)";
        }
    }

    private String renamed(String text) {
        var named = ID.matcher(text)
                .replaceAll(found -> "id: " + ids.computeIfAbsent(found.group(1).strip(), id -> "<id " + (ids.size() + 1) + ">"));
        return named.replace(jobId, "<job>");
    }
}
