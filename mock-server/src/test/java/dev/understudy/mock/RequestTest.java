package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any request: paths, methods, Accept, origins. */
class RequestTest {
    private static final MockServer MOCK = Mocks.still("happy-path");
    private static final Client CLIENT = new Client(MOCK.baseUri());
    private static final String STREAM = "/api/v2/imports/happy-path--accept/stream";

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Test
    void an_unknown_path_says_what_came_closest() throws IOException {
        var answer = CLIENT.ask("POST", "/api/v2/import");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/error/message")).isEqualTo("There is no POST /api/v2/import.");
        assertThat(answer.head().header("x-mock-closest"))
                .isEqualTo("closest: POST /api/v2/imports (the path differs)");
    }

    @Test
    void a_wrong_method_names_the_right_ones() throws IOException {
        var answer = CLIENT.ask("PUT", "/api/v2/imports");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head().header("allow")).isEqualTo("POST");
        assertThat(answer.at("/error/message")).isEqualTo("PUT is not possible on /api/v2/imports.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "*/*",
                "text/*",
                "TEXT/Event-Stream",
                "application/json, text/event-stream;q=0.5",
                "text/event-stream; charset=utf-8"
            })
    void a_stream_is_given_to_who_accepts_one(String accept) throws IOException {
        try (var http = RawHttp.connect(MOCK.baseUri()).send("GET", STREAM, "Accept: " + accept)) {
            var head = http.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).isEqualTo("text/event-stream");
            assertThat(head.header("cache-control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: application/json",
                "Accept: text/html",
                "Accept: text/event-stream;q=0",
                "Accept: text/event-stream;q=0, */*",
                "Accept:",
                "X-Other: nothing"
            })
    void others_are_refused_before_the_job_is_looked_for(String header) throws IOException {
        for (var path : List.of(STREAM, "/api/v2/imports/nope/stream")) {
            var answer = CLIENT.get(path, header);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_ACCEPT_HEADER");
        }
    }

    @Test
    void accept_may_come_in_two_lines() throws IOException {
        try (var stream = CLIENT.stream(STREAM, "Accept: application/json")) {
            assertThat(stream.chunk()).contains("retry: 5000\n\n");
        }
    }

    @Test
    void plain_operations_answer() throws IOException {
        assertThat(CLIENT.get("/health").at("/data/status")).isEqualTo("ok");
        assertThat(CLIENT.get("/api/v2/capabilities")
                        .json()
                        .at("/data/limits/maxBarcodes")
                        .intValue())
                .isEqualTo(1000);
    }

    @Test
    void a_page_of_an_allowed_origin_may_ask_for_what_it_needs() throws IOException {
        var head = CLIENT.ask(
                        "OPTIONS",
                        STREAM,
                        "Origin: http://localhost:3000",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: last-event-id, authorization")
                .head();
        assertThat(head.status()).isEqualTo(204);
        assertThat(head.header("access-control-allow-origin")).isEqualTo("http://localhost:3000");
        assertThat(head.header("access-control-allow-headers")).contains("Last-Event-ID", "Authorization");
        assertThat(head.header("access-control-allow-methods")).contains("DELETE");
    }

    @Test
    void answers_to_an_allowed_origin_may_be_read() throws IOException {
        var head = CLIENT.get("/api/v2/imports/nope", "Origin: https://bookstrack.oooefam.net")
                .head();
        assertThat(head.header("access-control-allow-origin")).isEqualTo("https://bookstrack.oooefam.net");
        assertThat(head.header("access-control-expose-headers")).contains("Retry-After", "X-RateLimit-Reset");
        assertThat(head.header("vary")).contains("Origin");
    }

    @Test
    void a_foreign_page_gets_no_leave() throws IOException {
        var head = CLIENT.ask("OPTIONS", STREAM, "Origin: https://evil.test", "Access-Control-Request-Method: GET")
                .head();
        assertThat(head.headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(CLIENT.get("/health", "Origin: https://evil.test").head().headers())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void a_head_of_forty_kilobytes_is_refused_and_the_server_goes_on() throws IOException {
        try (var http = RawHttp.connect(MOCK.baseUri()).send("GET", "/health", "X-Long: " + "x".repeat(40_000))) {
            assertThat(http.ending()).isNotNull();
        } catch (NumberFormatException e) {
            // An answer, which is no chunk, is as good as a closed connection.
            assertThat(e).isNotNull();
        }
        assertThat(CLIENT.get("/health").status()).isEqualTo(200);
    }
}
