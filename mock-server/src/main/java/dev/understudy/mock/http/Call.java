package dev.understudy.mock.http;

import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.contract.Routing;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Redaction;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.Scenario;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its answer.
 *
 * <p>Belongs to one thread at a time, as its exchange does.
 */
final class Call {
    private static final String JOB_ID = "jobId";
    private static final HttpString CLOSEST = new HttpString("X-Mock-Closest");

    private final HttpServerExchange exchange;
    private final Session session;
    private final long number;
    private @Nullable Routing routing;
    private @Nullable Operation operation;
    private @Nullable Scenario scenario;
    private Map<String, String> path = Map.of();

    Call(HttpServerExchange exchange, Session session) {
        this.exchange = exchange;
        this.session = session;
        this.number = session.nextExchange();
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    Session session() {
        return session;
    }

    /** The number of this request in the journal. */
    long number() {
        return number;
    }

    void routed(Operation to, Map<String, String> variables) {
        operation = to;
        path = variables;
    }

    Operation operation() {
        if (operation == null) {
            throw new IllegalStateException("not routed yet");
        }
        return operation;
    }

    /** The part of a job's life that is asked for, in the contract's word; empty for none. */
    String role() {
        return operation == null
                ? ""
                : operation.role().map(role -> role.word()).orElse("");
    }

    String jobId() {
        return path.containsKey(JOB_ID)
                ? path.getOrDefault(JOB_ID, "")
                : query(JOB_ID).orElse("");
    }

    String method() {
        return exchange.getRequestMethod().toString();
    }

    String pathText() {
        return exchange.getRequestPath();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** All lines of a header as one (RFC 9110, 5.3). */
    Optional<String> headerLines(String name) {
        var lines = exchange.getRequestHeaders().get(name);
        return lines == null ? Optional.empty() : Optional.of(String.join(",", lines));
    }

    /** The bearer token of the Authorization header. */
    Optional<String> bearer() {
        return header(Headers.AUTHORIZATION_STRING)
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
    }

    Optional<String> query(String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? Optional.empty() : Optional.ofNullable(values.peekFirst());
    }

    /** The scenario that plays for this call: its job's, once that is known. */
    Scenario scenario() {
        var known = scenario;
        return known == null
                ? header("X-Mock-Scenario").flatMap(session.catalogue()::find).orElseGet(session::defaultScenario)
                : known;
    }

    /** The call is about a job of this scenario. */
    void playing(Scenario of) {
        scenario = of;
    }

    /** The scenario that the request's header names, or the session's default; throws if there is none of that name. */
    Scenario chosenScenario() {
        return header("X-Mock-Scenario").map(session.catalogue()::get).orElseGet(session::defaultScenario);
    }

    /** What the request line means by the contract. Worked out once: the journal wants it, and whoever answers. */
    Routing routing() {
        var known = routing;
        if (known == null) {
            known = session.contract().route(method(), pathText());
            routing = known;
        }
        return known;
    }

    void recordRequest() {
        session.journal()
                .append(new Entry.Request(
                        session.journal().now(),
                        number,
                        exchange.getConnection().getId(),
                        label(),
                        method(),
                        Redaction.target(target()),
                        headers(exchange.getRequestHeaders()),
                        Math.max(-1, exchange.getRequestContentLength())));
    }

    private String target() {
        var query = exchange.getQueryString();
        return query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
    }

    /** What the request is for, as whoever judges the client reads it; {@code unknown} for what the contract does not know. */
    private String label() {
        if (CorsHeaders.isPreflight(exchange)) {
            return "preflight - -";
        }
        if (routing() instanceof Routing.Found found) {
            var role = found.operation().role().map(JobRole::word).orElse("other");
            var job =
                    found.path().getOrDefault(JOB_ID, query(JOB_ID).orElse("-")).replaceAll("\\s", "+");
            return role + " " + (job.isEmpty() ? "-" : job) + " "
                    + found.operation().id();
        }
        return "unknown - -";
    }

    void recordResponse(@Nullable String body) {
        session.traffic().answered(role(), exchange.getStatusCode());
        session.journal()
                .append(new Entry.Response(
                        session.journal().now(),
                        number,
                        exchange.getStatusCode(),
                        headers(exchange.getResponseHeaders()),
                        body == null ? null : Redaction.body(body)));
    }

    /** Nothing answers this request; what came closest, and why it did not match, is in a header and in the journal. */
    void nearMiss(String closest) {
        exchange.getResponseHeaders().put(CLOSEST, closest.replaceAll("[^ -~]", "?"));
        record(new Entry.NearMiss(session.journal().now(), number, closest));
    }

    /** The connection goes away before any byte of an answer. */
    void recordDrop(boolean reset) {
        record(new Entry.End(
                session.journal().now(), number, reset ? Entry.How.RESET : Entry.How.CUT, "before any answer"));
    }

    void record(Entry entry) {
        session.journal().append(entry);
    }

    /** Headers as the journal wants them: by lower-case name, secrets replaced. */
    private static Map<String, String> headers(HeaderMap map) {
        var headers = new TreeMap<String, String>();
        for (var values : map) {
            var name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
            var value = values.size() == 1 ? values.getFirst() : String.join(", ", values);
            headers.put(name, Redaction.header(name, value));
        }
        return headers;
    }
}
