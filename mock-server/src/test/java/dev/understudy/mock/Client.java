package dev.understudy.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.mock.script.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of the job API, one connection per request. */
public record Client(URI base) {
    public static final String EVENT_STREAM = "Accept: text/event-stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A whole answer. */
    public record Answer(RawHttp.Head head, String body) {
        public int status() {
            return head.status();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("This is not JSON: " + body, e);
            }
        }

        /** A text in the body, by JSON pointer. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        public String errorCode() {
            return at("/error/code");
        }
    }

    /** A part of a form. */
    public record Part(String name, String fileName, Bytes content) {
        byte[] bytes() {
            var bytes = new byte[content.length()];
            content.asBuffer().get(bytes);
            return bytes;
        }

        public static Part of(String name, String fileName, String content) {
            return new Part(name, fileName, Bytes.utf8(content));
        }
    }

    public Answer ask(String method, String path, String... headers) throws IOException {
        return ask(method, path, new byte[0], headers);
    }

    public Answer ask(String method, String path, byte[] body, String... headers) throws IOException {
        try (var http = RawHttp.connect(base)) {
            http.send(method, path, body, headers);
            return new Answer(http.head(), http.body());
        }
    }

    public Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    public Answer postJson(String path, String json, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return ask("POST", path, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    public Answer postForm(String path, List<Part> parts, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: multipart/form-data; boundary=XX");
        return ask("POST", path, form(parts), all.toArray(String[]::new));
    }

    public Answer importCsv(String csv, String... headers) throws IOException {
        return postForm("/api/v2/imports", List.of(Part.of("file", "library.csv", csv)), headers);
    }

    static byte[] form(List<Part> parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(("--XX\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"; filename=\""
                            + part.fileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.bytes());
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--XX--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A stream whose head has come, with 200 or another 2xx. */
    public RawHttp stream(String path, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add(EVENT_STREAM);
        var http = RawHttp.connect(base).send("GET", path, all.toArray(String[]::new));
        var head = http.head();
        if (head.status() / 100 != 2) {
            throw new IOException(path + " was refused: " + head + " " + http.body());
        }
        return http;
    }

    /** An event of a stream with plain line ends. */
    public record Event(String id, String name, String data) {
        static List<Event> in(String stream) {
            var events = new ArrayList<Event>();
            for (var block : stream.split("\n\n", -1)) {
                if (block.contains("data: ")) {
                    events.add(new Event(field(block, "id"), field(block, "event"), field(block, "data")));
                }
            }
            return events;
        }

        private static String field(String block, String name) {
            return block.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("This is not JSON: " + data, e);
            }
        }
    }

    /** All events up to the last chunk. */
    public static List<Event> events(RawHttp stream) throws IOException {
        return Event.in(stream.body());
    }
}
