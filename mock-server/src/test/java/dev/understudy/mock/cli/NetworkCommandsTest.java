package dev.understudy.mock.cli;

import static dev.understudy.mock.cli.Outcome.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.network.FaultNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the program that are about networks: {@code --network} and {@code toxiproxy}. */
class NetworkCommandsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder = Path.of("");

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_mock_is_served_through_a_network_and_its_links_lead_through_it_too() throws Exception {
        try (var program = Program.start("serve", "--port", "0", "--network", "edge")) {
            assertThat(program.ready())
                    .matches("Ready: (http://127\\.0\\.0\\.1:\\d+) \\(\\d+ scenarios; network: edge;"
                            + " control and timelines: \\1/_mock/\\)");
            long before = System.nanoTime();
            var created = new Client(program.uri()).importCsv("Title,Author,ISBN\nA,B,9780261103344\n");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(838));

            var stream = program.uri().resolve(created.json().at("/data/sseUrl").textValue());
            assertThat(stream.getPort()).isEqualTo(program.uri().getPort());
            var health = send(HttpRequest.newBuilder(program.uri().resolve("/_mock/health"))
                    .build());
            assertThat(health.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_transition_that_begins_is_told_on_stderr() throws Exception {
        try (var program = Program.start("serve", "--port", "0", "--network", "wifi-to-cellular")) {
            var health = send(HttpRequest.newBuilder(program.uri().resolve("/_mock/health"))
                    .build());
            assertThat(health.statusCode()).isEqualTo(200);

            assertThat(program.remark("The network"))
                    .isEqualTo(
                            "The network: wifi-to-cellular begins (The phone leaves Wi-Fi, and nobody is told). It happens"
                                    + " once; start again for another time.");
        }
    }

    @Test
    void in_a_test_it_is_one_line() throws Exception {
        try (var mock = MockServer.play("happy-path");
                var proxy = FaultNetwork.inFrontOf(mock.baseUri(), "captive-portal")) {
            var answer = send(HttpRequest.newBuilder(proxy.baseUri().resolve("/api/v2/imports/happy-path/stream"))
                    .build());

            assertThat(answer.body()).contains("Please log in.");
        }
    }

    @Test
    void a_network_that_nobody_knows_or_that_cannot_be_had_stops_the_start() {
        var unknown = run("serve", "--port", "0", "--network", "very-bat");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err())
                .startsWith(
                        "There is no network 'very-bat'. Did you mean 'very-bad'? Use one of: 100-percent-loss, 3g,");

        var impossible = run("serve", "--port", "0", "--network", "high-latency-dns");
        assertThat(impossible.code()).isEqualTo(2);
        assertThat(impossible.err()).startsWith("The network 'high-latency-dns' cannot be had: A client looks");
    }

    @Test
    void a_port_that_is_taken_is_named_with_a_network_too() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var outcome = run("serve", "--network", "3g", "--port", Integer.toString(other.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("The port is taken", "127.0.0.1:" + other.getLocalPort())
                    .endsWith("Give another, or 0 for any free one." + System.lineSeparator());
        }
    }

    @Test
    void toxiproxy_serves_what_its_config_says_and_counts() throws Exception {
        var config = Files.writeString(
                folder.resolve("config.json"),
                "[{\"name\": \"api\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"127.0.0.1:9\"}]");
        try (var program = Program.start(
                "toxiproxy", "--port", "0", "--seed", "7", "--proxy-metrics", "--config", config.toString())) {
            assertThat(program.ready())
                    .matches("Ready: http://127\\.0\\.0\\.1:\\d+ \\(Toxiproxy 2\\.12\\.0, embedded\\)");
            var proxies = send(
                    HttpRequest.newBuilder(program.uri().resolve("/proxies")).build());
            assertThat(new ObjectMapper()
                            .readTree(proxies.body())
                            .at("/api/enabled")
                            .booleanValue())
                    .isTrue();
            assertThat(send(HttpRequest.newBuilder(program.uri().resolve("/metrics"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_broken_config_is_named_with_its_place() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "[\n  {\"name\": nope}\n]\n");
        var outcome = run("toxiproxy", "--port", "0", "--config", broken.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith(broken + ":2:").contains("This is no JSON: Unrecognized token 'nope'");

        var lacking = Files.writeString(
                folder.resolve("lacking.json"),
                "[\n  {\"name\": \"a\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"x:1\"},\n  {\"name\": \"b\"}\n]\n");
        assertThat(run("toxiproxy", "--port", "0", "--config", lacking.toString())
                        .err())
                .startsWith(lacking + ":3:3  The server says: missing required field: upstream at proxy 2.")
                .contains("Write, for example, [{\"name\": \"api\"");
        assertThat(run("toxiproxy", "--config", "no-such.json").err())
                .contains("--config is no-such.json, and there is no such file.");
    }

    @Test
    void wrong_flags_of_toxiproxy_are_wrong_usage() throws IOException {
        assertThat(run("toxiproxy", "--port", "70000").code()).isEqualTo(2);
        assertThat(run("toxiproxy", "--port", "70000").err()).contains("--port is 70000; ports go from 0");
        assertThat(run("toxiproxy", "--seed", "x").code()).isEqualTo(2);
        assertThat(run("toxiproxy", "--nope").code()).isEqualTo(2);
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var outcome = run("toxiproxy", "--port", Integer.toString(other.getLocalPort()));
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("is taken. Give another with --port, or 0 for any free one.");
        }
    }
}
