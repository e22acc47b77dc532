package dev.understudy.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract CONTRACT = Contract.load("bookstrack");

    private final List<JsonNode> orders = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private HttpServer service;

    @BeforeEach
    void open() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
    }

    @AfterEach
    void close() {
        service.stop(0);
        readers.shutdownNow();
    }

    @Test
    void a_service_is_told_what_to_open_reports_what_it_got_and_is_closed_at_the_jobs_end() throws Exception {
        serve(200, "{\"name\":\"reader\",\"capabilities\":[]}", 201, "/streams/1");
        var client = TestService.at(base(), CONTRACT);

        var result = ClientSuiteTest.run(client, Duration.ofMinutes(1), 200);
        client.close();

        assertThat(result.client()).isEqualTo("reader");
        var scenario = result.scenarios().get(0);
        assertThat(scenario.ending()).isEqualTo("closed after completed");
        assertThat(scenario.outcome()).isNotIn(Outcome.ERROR, Outcome.FAIL);
        assertThat(scenario.journal())
                .anyMatch(entry -> entry instanceof Entry.Request request
                        && request.target().equals("/api/v2/imports/happy-path/stream"));
        assertThat(orders).singleElement().satisfies(order -> {
            assertThat(order.path("tag").asText()).isEqualTo("happy-path");
            assertThat(order.path("initialDelayMs").isNull()).isTrue();
            assertThat(order.has("readTimeoutMs")).isTrue();
        });
        assertThat(closed).containsExactly("/streams/1");
    }

    @Test
    void a_service_that_gives_no_location_is_an_error_of_the_scenario_and_says_what_the_protocol_wants()
            throws Exception {
        serve(200, "", 201, "");

        var result = ClientSuiteTest.run(TestService.at(base(), CONTRACT), Duration.ofMinutes(1), 200);

        assertThat(result.scenarios().get(0).mishap())
                .contains("answers a new stream with 201 and no Location; the protocol wants 2xx and a Location");
        assertThat(result.count(Outcome.ERROR)).isEqualTo(1);
    }

    @Test
    void a_service_whose_status_is_not_200_cannot_be_used() {
        serve(503, "busy", 201, "/streams/1");

        assertThatThrownBy(() -> TestService.at(base(), CONTRACT))
                .isInstanceOf(UnreachableClientException.class)
                .hasMessage("The test service at " + base()
                        + " answers GET with 503; the protocol wants 200 and its capabilities.");
    }

    @Test
    void a_service_that_is_not_there_is_said_not_to_be() {
        var base = base();
        service.stop(0);

        assertThatThrownBy(() -> TestService.at(base, CONTRACT))
                .isInstanceOf(UnreachableClientException.class)
                .hasMessageStartingWith("No test service answers at " + base)
                .hasMessageEndingWith("Is it running, and is --test-service right?");
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }

    private void serve(int status, String about, int created, String location) {
        service.createContext("/", exchange -> {
            switch (exchange.getRequestMethod()) {
                case "GET" -> answer(exchange, status, about);
                case "POST" -> {
                    var order = JSON.readTree(exchange.getRequestBody());
                    orders.add(order);
                    if (!location.isEmpty()) {
                        exchange.getResponseHeaders().set("Location", location);
                        readers.execute(() -> follow(order));
                    }
                    answer(exchange, created, "");
                }
                default -> {
                    closed.add(exchange.getRequestURI().getPath());
                    answer(exchange, 204, "");
                }
            }
        });
    }

    /** Reads the stream to its end, and posts an event for each name that it finds. */
    private void follow(JsonNode order) {
        try {
            var http = HttpClient.newHttpClient();
            var stream = HttpRequest.newBuilder(
                            URI.create(order.path("streamUrl").asText()))
                    .header("Accept", "text/event-stream")
                    .header("Cache-Control", "no-cache")
                    .build();
            int number = 0;
            for (var line : http.send(stream, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .split("\n", -1)) {
                if (line.startsWith("event: ")) {
                    var event = "{\"kind\":\"event\",\"event\":{\"type\":\"" + line.substring(7) + "\",\"data\":\"\"}}";
                    var callback = order.path("callbackUrl").asText() + "/" + ++number;
                    http.send(
                            HttpRequest.newBuilder(URI.create(callback))
                                    .POST(HttpRequest.BodyPublishers.ofString(event))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
