package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.journal.Entry;
import dev.understudy.realpart.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that clients name: listened to before and after they are submitted, and once only. */
class FileImportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PAGE = "<!doctype html><div id=progress-bar></div><span id=progress-text></span>"
            + "<div id=log-container></div><script src=/example.js></script>";

    private final MockServer mock = MockServer.start(
            ServerSettings.defaults().withContract("file-import").withSpeed(5));
    private final Client client = new Client(mock.baseUri());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        mock.close();
    }

    private Client.Answer submit(String session) throws IOException {
        return client.postJson(
                "/file",
                "{\"url\": \"https://example.com/file.dsv\", \"file_extension\": \"DSV\", \"file_type\": \"DEFINITION\","
                        + " \"meeting\": \"meeting-123\", \"session_id\": \"" + session + "\"}");
    }

    @Test
    void who_listens_first_gets_all_of_it_and_the_stream_is_closed() throws IOException {
        try (var http = RawHttp.connect(mock.baseUri()).send("GET", "/stream/mine", Client.EVENT_STREAM)) {
            assertThat(http.head().status()).isEqualTo(200);

            var answer = submit("mine");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(http.body())
                    .startsWith(
                            "data: {\"type\":\"log\",\"message\":\"Starting DSV file download\",\"level\":\"info\"}\n\n")
                    .contains("data: {\"type\":\"progress\",\"progress\":100.0,")
                    .endsWith("\"level\":\"success\"}\n\n");
        }
    }

    @Test
    void who_comes_after_the_submission_gets_the_rest() throws IOException {
        submit("mine");
        mock.advance(Duration.ofMillis(500));

        var stream = client.get("/stream/mine", Client.EVENT_STREAM).body();

        assertThat(stream)
                .doesNotContain("Starting DSV file download")
                .contains("\"progress\":100.0")
                .endsWith("\"level\":\"success\"}\n\n");
    }

    @Test
    void a_session_that_is_over_is_closed_at_once() throws IOException {
        submit("mine");
        mock.advance(Duration.ofMinutes(1));

        assertThat(client.get("/stream/mine", Client.EVENT_STREAM).body()).isEmpty();
    }

    @Test
    void a_scenario_may_be_chosen_by_whoever_names_the_session_first() throws IOException {
        var header = "X-Mock-Scenario: failed-import";
        try (var http = RawHttp.connect(mock.baseUri()).send("GET", "/stream/mine", Client.EVENT_STREAM, header)) {
            http.head();
            submit("mine");
            assertThat(http.body()).endsWith("\"level\":\"error\"}\n\n");
        }
    }

    @Test
    void the_go_client_of_the_document_finds_no_data_in_the_form_of_the_real_service() throws IOException {
        var stream = client.get("/stream/wire-form-of-the-service", Client.EVENT_STREAM)
                .body();

        assertThat(stream.lines().filter(line -> line.startsWith("data:"))).isNotEmpty();
        assertThat(stream.lines().filter(line -> line.startsWith("data: "))).isEmpty();
    }

    @Test
    void the_javascript_of_the_document_works_as_it_stands_in_a_real_browser() throws Exception {
        var page = page();
        // Its address of the service is fixed; the browser is told where that is.
        var rule = "--host-resolver-rules=MAP localhost:8080 " + mock.baseUri().getAuthority();
        try (var browser = Browser.start(folder, List.of(rule))) {
            browser.open(URI.create("http://127.0.0.1:" + page.getAddress().getPort() + "/"));

            await().atMost(PATIENCE)
                    .until(() -> browser.ask("document.querySelector('.log-success') !== null")
                            .asBoolean());
            assertThat(browser.ask("document.getElementById('progress-text').textContent")
                            .asText())
                    .isEqualTo("100.0%");
            assertThat(browser.ask("document.getElementById('progress-bar').style.width")
                            .asText())
                    .isEqualTo("100%");
            assertThat(browser.ask("document.querySelector('.log-success').textContent")
                            .asText())
                    .endsWith("] Import finished successfully");
        } finally {
            page.stop(0);
        }
        assertThat(mock.journal().entries().stream()
                        .filter(Entry.Request.class::isInstance)
                        .map(Entry.Request.class::cast)
                        .map(request ->
                                request.method() + " " + request.target().replaceAll("[0-9a-f-]{36}", "ID")))
                .containsExactlyInAnyOrder("GET /stream/ID", "OPTIONS /file", "POST /file");
    }

    /** A page of another origin, with what the document's functions look for. */
    private static HttpServer page() throws IOException {
        var script = resource();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean isScript = exchange.getRequestURI().getPath().equals("/example.js");
            var body = (isScript ? script : PAGE).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", isScript ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String resource() throws IOException {
        try (var in = FileImportTest.class.getResourceAsStream("file-import-example.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
