package dev.understudy.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request and everything that came of it. */
public final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Entry.Request request;
    private final Label label;
    private final List<Entry> entries;
    private final Entry.@Nullable Response response;
    private final Entry.@Nullable End end;

    Exchange(Entry.Request request, List<Entry> entries) {
        this.request = request;
        this.label = Label.parse(request.label());
        this.entries = List.copyOf(entries);
        this.response = first(Entry.Response.class, entries);
        this.end = first(Entry.End.class, entries);
    }

    private static <E extends Entry> @Nullable E first(Class<E> type, List<Entry> entries) {
        for (var entry : entries) {
            if (type.isInstance(entry)) {
                return type.cast(entry);
            }
        }
        return null;
    }

    /** A journal's exchanges, in the order of their requests. What belongs to none is left out. */
    public static List<Exchange> sort(List<Entry> journal) {
        Map<Long, List<Entry>> byNumber = new LinkedHashMap<>();
        journal.forEach(entry -> byNumber.computeIfAbsent(entry.exchange(), number -> new ArrayList<>())
                .add(entry));
        var exchanges = new ArrayList<Exchange>();
        byNumber.values().forEach(entries -> {
            var request = first(Entry.Request.class, entries);
            if (request != null) {
                exchanges.add(new Exchange(request, entries));
            }
        });
        return List.copyOf(exchanges);
    }

    public Entry.Request request() {
        return request;
    }

    public Label label() {
        return label;
    }

    /** All entries of this exchange, the request among them. */
    public List<Entry> entries() {
        return entries;
    }

    public Optional<Entry.Response> response() {
        return Optional.ofNullable(response);
    }

    /** The answer's status; 0 if there was no answer. */
    public int status() {
        return response().map(Entry.Response::status).orElse(0);
    }

    public List<Entry.Event> events() {
        return all(Entry.Event.class);
    }

    public Optional<Entry.End> end() {
        return Optional.ofNullable(end);
    }

    /** When it was over: our last byte, our closing, or the client's; empty while it is open. */
    Optional<Duration> over() {
        return end().map(Entry.End::at)
                .or(() -> response().filter(response -> response.body() != null).map(Entry.Response::at));
    }

    boolean endedHow(Entry.How how) {
        return end().filter(end -> end.how() == how).isPresent();
    }

    /** Whether the stream ended inside an event, which then never was one; STREAM-LAST-EVENT says so. */
    boolean endedInsideEvent() {
        return all(Entry.Malformed.class).stream()
                .anyMatch(entry -> entry.what().startsWith("unfinished"));
    }

    <E extends Entry> List<E> all(Class<E> type) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** A header of the answer; empty if it is not there. */
    String header(String lowerCaseName) {
        return response()
                .map(response -> response.headers().getOrDefault(lowerCaseName, ""))
                .orElse("");
    }

    /** How to speak of a header of the answer. */
    String describe(String lowerCaseName, String name) {
        var value = header(lowerCaseName);
        return value.isEmpty() ? "no " + name : "the " + name + " '" + value + "'";
    }

    /** The answer's body as JSON; missing if it is none. */
    JsonNode json() {
        return response().map(Entry.Response::body).map(Exchange::parse).orElse(MissingNode.getInstance());
    }

    /** A text or number in the body, by JSON pointer; empty if it is not there. */
    String text(String pointer) {
        return json().at(pointer).asText("");
    }

    /** What the answer tells about a job: in its data, or at its top where a contract has no envelope. */
    JsonNode told() {
        return json().path("data").isObject() ? json().path("data") : json();
    }

    /** A field of what the answer tells about a job; empty if it is not there. */
    String told(String field) {
        return told().path(field).asText("");
    }

    static JsonNode parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            var node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            // Not JSON: the checks that want JSON say so.
            return MissingNode.getInstance();
        }
    }

    /** For reports: which request this is. */
    @Override
    public String toString() {
        return "#" + request.exchange() + " " + request.method() + " " + request.target() + " (" + label.purpose()
                + ")";
    }
}
