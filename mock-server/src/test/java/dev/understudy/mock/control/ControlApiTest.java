package dev.understudy.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.mock.Client;
import dev.understudy.mock.Client.Answer;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Mocks;
import dev.understudy.mock.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is held against the API's own description. */
class ControlApiTest {
    private static final ControlDescription DESCRIPTION = new ControlDescription();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM = "/api/v2/imports/steady-pace/stream";

    private final MockServer mock = MockServer.start(Mocks.still().withMostSessions(2));
    private final Client client = new Client(mock.baseUri());

    @AfterEach
    void stop() {
        mock.close();
    }

    private Answer get(String template, String path) throws IOException {
        return checked("GET", template, client.get("/_mock" + path));
    }

    private Answer get(String path) throws IOException {
        return get(path.replaceAll("\\?.*", "").replaceAll("/sessions/[^/]+", "/sessions/{id}"), path);
    }

    private Answer send(String method, String path, String json) throws IOException {
        var template = path.replaceAll("/sessions/[^/]+", "/sessions/{id}");
        var answer = client.ask(
                method, "/_mock" + path, json.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
        if (answer.status() < 300 && !json.isEmpty()) {
            assertThat(DESCRIPTION.requestMisfits(method, template, JSON.readTree(json)))
                    .isEmpty();
        }
        return checked(method, template, answer);
    }

    private static Answer checked(String method, String template, Answer answer) {
        if (answer.status() != 204) {
            assertThat(DESCRIPTION.answerMisfits(method, template, answer.status(), answer.json()))
                    .as(answer.body())
                    .isEmpty();
        }
        return answer;
    }

    @Test
    void the_server_says_how_it_is_and_what_it_can_play() throws IOException {
        assertThat(get("/health").at("/status")).isEqualTo("ok");
        assertThat(get("/scenarios").json().findValuesAsText("id")).contains("happy-path", "reset-mid-event");
        assertThat(client.get("/_mock/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        assertThat(client.get("/_mock/journal").status()).isEqualTo(200);
    }

    @Test
    void the_default_scenario_can_be_another_one() throws IOException {
        var answer = send("PUT", "/default", "{\"scenario\": \"failed-job\"}");

        assertThat(answer.at("/scenario")).isEqualTo("failed-job");
        assertThat(get("/health").at("/scenario")).isEqualTo("failed-job");
        var created = client.importCsv("Title,Author,ISBN\nA,B,\n");
        mock.advance(Duration.ofMinutes(1));
        assertThat(client.get(created.at("/data/statusUrl")).at("/data/status")).isEqualTo("failed");
    }

    @Test
    void a_session_is_opened_looked_at_and_closed() throws IOException {
        var opened = send(
                "POST",
                "/sessions",
                "{\"scenario\": \"reset-mid-event\", \"speed\": 2.5, \"seed\": 9, \"yardstick\": \"fetch\", \"idle\": \"1h\", \"resultsTtl\": \"5m\"}");
        var id = opened.at("/id");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.head().header("location")).isEqualTo("/_mock/sessions/" + id);
        assertThat(opened.at("/scenario")).isEqualTo("reset-mid-event");
        var theirs = new Client(URI.create(opened.at("/baseUrl")));
        assertThat(theirs.get("/api/v2/imports/reset-mid-event").status()).isEqualTo(200);
        var session = get("/sessions/" + id);
        assertThat(session.at("/jobs/0/id")).isEqualTo("reset-mid-event");
        assertThat(get("/sessions").json().findValuesAsText("scenario")).contains("reset-mid-event");
        assertThat(send("DELETE", "/sessions/" + id, "").status()).isEqualTo(204);
        assertThat(get("/sessions/" + id).at("/error")).isEqualTo("The session '" + id + "' has ended. It was closed.");
    }

    @Test
    void a_session_needs_no_settings() throws IOException {
        var opened = checked("POST", "/sessions", client.ask("POST", "/_mock/sessions"));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.at("/scenario")).isEqualTo("happy-path");
    }

    @Test
    void too_many_sessions_are_429_and_say_what_to_do() throws IOException {
        send("POST", "/sessions", "{}");
        send("POST", "/sessions", "{}");
        var refused = send("POST", "/sessions", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.head().header("retry-after")).isEqualTo("1");
        assertThat(refused.at("/error")).startsWith("2 sessions are open, and no more are allowed.");
    }

    @Test
    void the_clock_moves_and_changes_its_speed() throws IOException {
        var moved = send("POST", "/sessions/default/clock", "{\"advance\": \"2h\", \"speed\": 0.000001}");
        assertThat(moved.at("/now")).startsWith("2026-01-01T02:00:00");
        var faster = send("POST", "/sessions/default/clock", "{\"speed\": 100}");
        assertThat(faster.json().at("/speed").doubleValue()).isEqualTo(100);
        assertThat(get("/sessions/default").json().at("/speed").doubleValue()).isEqualTo(100);
    }

    @Test
    void a_clock_cannot_run_over() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", "/sessions/default/clock", "{\"advance\": \"80000h\"}")
                            .status())
                    .isEqualTo(200);
        }
        var refused = send("POST", "/sessions/default/clock", "{\"advance\": \"87600h\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/error")).isEqualTo("The clock would be a hundred years ahead.");
    }

    @Test
    void the_journal_is_json_or_lines() throws IOException {
        assertThat(get("/sessions/default/journal").json().get("entries")).isEmpty();
        client.get("/api/v2/health");

        var entries = get("/sessions/default/journal").json().get("entries");
        assertThat(entries.findValuesAsText("kind")).startsWith("request");
        var lines = client.get("/_mock/sessions/default/journal", "Accept: application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(entries.size());
        assertThat(client.get("/_mock/journal").body()).isEqualTo(lines.body());
    }

    @Test
    void a_live_journal_begins_at_the_beginning_and_goes_on_behind_the_last_id() throws IOException {
        client.get("/api/v2/health");
        try (var feed = client.stream("/_mock/sessions/default/journal")) {
            assertThat(feed.chunk().orElseThrow()).startsWith("id: 1\nevent: entry\ndata: {\"kind\":\"request\"");
            client.get("/api/v2/capabilities");
            assertThat(feed.chunk().orElseThrow()).contains("/api/v2/capabilities");
        }
        try (var feed = client.stream("/_mock/sessions/default/journal", "Last-Event-ID: 2")) {
            assertThat(feed.chunk().orElseThrow()).startsWith("id: 3\n").contains("/api/v2/capabilities");
        }
    }

    @Test
    void a_live_journal_ends_with_its_session() throws IOException {
        var session = mock.openSession("happy-path");
        try (var feed = client.stream("/_mock/sessions/" + session.id() + "/journal")) {
            session.close();
            assertThat(feed.body()).endsWith("event: closed\ndata: {}\n\n");
        }
    }

    @Test
    void a_test_pushes_a_job_from_event_to_event() throws IOException {
        assertThat(get("/sessions/default/listeners").json().at("/streams").intValue())
                .isZero();
        send("POST", "/sessions/default/hold", "{\"event\": 2}");
        try (var stream = client.stream(STREAM)) {
            var listening = get("/sessions/default/listeners?wait=5s&streams=1");
            assertThat(listening.json().at("/listening").booleanValue()).isTrue();
            mock.advance(Duration.ofMinutes(1));
            assertThat(get("/sessions/default").json().at("/held").booleanValue())
                    .isTrue();
            send(
                    "POST",
                    "/sessions/default/events",
                    "{\"event\": \"processing\", \"processed\": 1, \"payload\": {\"note\": \"x\"}}");
            send("POST", "/sessions/default/events", "{\"event\": \"failed\", \"job\": \"steady-pace\"}");

            var events = Client.events(stream);
            assertThat(events).extracting(Client.Event::name).containsExactly("initialized", "processing", "failed");
            assertThat(events.get(1).json().at("/note").asText()).isEqualTo("x");
        }
        assertThat(send("POST", "/sessions/default/release", "").status()).isEqualTo(204);
    }

    @Test
    void waiting_for_a_listener_that_does_not_come_ends_with_the_time() throws IOException {
        var answer = get("/sessions/default/listeners?wait=50ms");
        assertThat(answer.json().at("/listening").booleanValue()).isFalse();
    }

    @Test
    void metrics_count_what_happened() throws IOException {
        try (var stream = client.stream(STREAM)) {
            assertThat(stream.chunk()).isPresent();
            assertThat(stream.chunk().orElseThrow()).contains("initialized");
            client.get("/api/v2/importz");
            var text = client.get("/_mock/metrics");
            assertThat(text.head().header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(text.body().lines())
                    .contains(
                            "understudy_streams_open 1",
                            "understudy_events_sent_total 1",
                            "understudy_near_misses_total 1",
                            "understudy_sessions 1",
                            "understudy_journal_forgotten 0",
                            "understudy_requests_total{role=\"stream\",status=\"200\"} 1",
                            "understudy_requests_total{role=\"other\",status=\"404\"} 1")
                    .allMatch(line -> line.matches("# (HELP|TYPE) understudy_[a-z_]+ .+")
                            || line.matches("understudy_[a-z_]+(\\{[a-z]+=\"[a-z-]+\",status=\"\\d{3}\"})? \\d+"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT /default | {}                             | 400 | 'scenario' is missing. | Say which one, for example {"scenario": "happy-path"}.
            PUT /default | {"scenario": 7}                | 400 | 'scenario' is 7. | Give a text.
            PUT /default | {"scenario": "hapy-path"}      | 404 | There is no scenario 'hapy-path'. Did you mean 'happy-path'? | GET /_mock/scenarios lists them.
            PUT /default | {"scenaro": "x"}               | 400 | There is no field 'scenaro' here. | Did you mean 'scenario'?
            PUT /default | [1]                            | 400 | The body is not a JSON object: it is an array. | Send one such as
            PUT /default | {                              | 400 | The body is not a JSON object: Unexpected end-of-input: expected close marker for Object (line 1, column | Send one such as
            PUT /default | {"a": 1, "a": 2}               | 400 | The body is not a JSON object: Duplicate field 'a' | Send one such as
            PUT /default | {"scenario": "x"} y            | 400 | The body is not a JSON object: Unrecognized token | Send one such as
            POST /default | {"scenario": "x"}              | 405 | POST is not possible here. | Use PUT.
            POST /sessions | {"speed": 0}                   | 400 | 'speed' is 0. | Give a number above 0 and at most 1000000.
            POST /sessions | {"speed": "fast"}              | 400 | 'speed' is "fast". | Give a number above 0
            POST /sessions | {"seed": 1.5}                  | 400 | 'seed' is 1.5. | Give a whole number of 64 bits.
            POST /sessions | {"yardstick": "wathwg"}        | 400 | The yardstick 'wathwg' is not known. | Did you mean 'whatwg'?
            POST /sessions | {"idle": "0"}                  | 400 | 'idle' is '0'. | Give a time such as 200ms, 5s, 30m or 2h
            POST /sessions | {"scenario": "none-such"}      | 404 | There is no scenario 'none-such'. | GET /_mock/scenarios lists them.
            DELETE /sessions/default |                                | 409 | The default session lives as long as the server. | PUT /_mock/default
            DELETE /sessions/s9 |                                | 404 | There is no session 's9'. | GET /_mock/sessions lists those that are open; 'default' always is.
            GET /sessions/s9/verdict |                                | 404 | There is no session 's9'. | GET /_mock/sessions
            GET /sessions/default/verdict?wait=soon |                            | 400 | 'wait' is 'soon'. | Give a time such as 200ms, 5s, 30m or 2h, at most 10m.
            GET /sessions/default/verdict?wait=2h |                              | 400 | 'wait' is '2h'. | Give a time such as 200ms, 5s, 30m or 2h, at most 10m.
            GET /sessions/default/verdict?yardstick=fetsch |                     | 400 | The yardstick 'fetsch' is not known. | Did you mean 'fetch'?
            GET /sessions/default/verdict?weit=1s |                              | 400 | There is no query parameter 'weit' here. | Did you mean 'wait'?
            GET /sessions/default/listeners?streams=0 |                          | 400 | 'streams' is '0'. | Give a whole number from 1 to 9999.
            POST /sessions/default/clock | {}                             | 400 | 'advance' is missing. | Send {"advance": "2h"} or {"speed": 10}, or both.
            POST /sessions/default/clock | {"advance": "yesterday"}       | 400 | 'advance' is 'yesterday'. | Give a time
            POST /sessions/default/hold | {"event": 0}                   | 400 | 'event' is 0. | Give a whole number from 1 to 1000000.
            POST /sessions/default/hold | {}                             | 400 | 'event' is missing. | Say before which event
            POST /sessions/default/events | {"event": "processing"}        | 409 | No job is running. | Create one first, or hold its last event.
            POST /sessions/default/events | {"event": "procesing"}         | 400 | The event 'procesing' is not known. | Did you mean 'processing'?
            POST /sessions/default/events | {"event": "failed", "job": "j"} | 404 | There is no job 'j' in this session. | GET the session
            POST /sessions/default/events | {"event": "failed", "payload": 1} | 400 | 'payload' is 1. | Give an object
            GET /sesions |                                | 404 | There is no /_mock/sesions. | Did you mean '/_mock/sessions'?
            """)
    void a_wrong_call_says_what_is_wrong_and_what_to_do(String call, String body, int status, String error, String hint)
            throws IOException {
        var method = call.substring(0, call.indexOf(' '));
        var path = call.substring(call.indexOf(' ') + 1);

        var answer = body == null ? client.ask(method, "/_mock" + path) : send(method, path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/error")).startsWith(error).doesNotContain(hint);
        assertThat(answer.at("/hint")).startsWith(hint);
        assertThat(DESCRIPTION.answerMisfits("GET", "/health", 599, answer.json()))
                .isEmpty();
    }

    @Test
    void a_body_must_be_json_and_of_limited_size_and_depth() throws IOException {
        var text = client.ask(
                "PUT", "/_mock/default", "scenario=x".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain");
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.at("/error")).isEqualTo("The Content-Type is 'text/plain'.");
        var large = client.postJson("/_mock/sessions", "{\"scenario\": \"" + "x".repeat(70_000) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.at("/error")).isEqualTo("The body is larger than 65536 bytes.");
        var deep = client.postJson("/_mock/sessions", "{\"scenario\": " + "[".repeat(100) + "]".repeat(100) + "}");
        assertThat(deep.status()).isEqualTo(400);
        assertThat(deep.at("/error")).contains("nesting depth");
    }

    @Test
    void a_body_that_grows_too_large_on_its_way_is_refused_too() throws IOException {
        try (var http = RawHttp.connect(mock.baseUri())) {
            http.send("POST", "/_mock/sessions", "Content-Type: application/json", "Transfer-Encoding: chunked");
            http.write(("11000\r\n" + "x".repeat(0x11000) + "\r\n0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(http.head().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:5173"})
    void a_page_of_this_machine_may_ask_and_read(String origin) throws IOException {
        var preflight = client.ask("OPTIONS", "/_mock/sessions", "Origin: " + origin);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.head().header("access-control-allow-headers")).contains("Content-Type");
        assertThat(client.get("/_mock/health", "Origin: " + origin).head().header("access-control-allow-origin"))
                .isEqualTo(origin);
    }
}
