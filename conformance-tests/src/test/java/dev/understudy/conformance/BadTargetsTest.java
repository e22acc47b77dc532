package dev.understudy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.journal.Journal;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Targets that are not there, or are something else: one clear answer. */
class BadTargetsTest {
    /** What a bad server does with a connection. */
    @FunctionalInterface
    private interface Behaviour {
        void treat(Socket socket) throws IOException;
    }

    private static ServerSocket serve(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> accept(server, behaviour), "bad target");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void accept(ServerSocket server, Behaviour behaviour) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                int unused = socket.getInputStream().read(new byte[8192]);
                behaviour.treat(socket);
            } catch (IOException e) {
                // The client has gone, or the test is over; either ends this connection.
            }
        }
    }

    /** Serves without closing what the behaviour does not close. */
    private static ServerSocket serveAtOnce(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try {
                            var socket = server.accept();
                            int unused = socket.getInputStream().read(new byte[8192]);
                            behaviour.treat(socket);
                        } catch (IOException e) {
                            // The client has gone, or the test is over.
                        }
                    }
                },
                "hanging target");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void answer(Socket socket, String head, String body) throws IOException {
        socket.getOutputStream()
                .write((head + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                        .getBytes(UTF_8));
    }

    private static void judge(ServerSocket server) throws InterruptedException {
        var url = URI.create("http://127.0.0.1:" + server.getLocalPort());
        var settings = new SuiteSettings(List.of(), 2, 1, Optional.of("none"));
        new Suite(ProfileReader.unknownTarget(url), settings).run();
    }

    @Test
    void nobody_there_names_the_address_and_the_error() throws Exception {
        var server = serve(socket -> {});
        server.close();
        assertThatThrownBy(() -> judge(server))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessage("Nobody answers at http://127.0.0.1:" + server.getLocalPort()
                        + " (GET /api/v2/capabilities): the connection was refused. Is the server running, and is"
                        + " --base-url right?");
    }

    @Test
    void an_html_page_is_not_this_api() throws Exception {
        try (var server = serve(socket ->
                answer(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "<html><h1>It works!</h1></html>"))) {
            assertThatThrownBy(() -> judge(server))
                    .isInstanceOf(UnreachableTargetException.class)
                    .hasMessageContaining("but not with this API")
                    .hasMessageContaining("GET /health: 200 text/html, <html><h1>It works!</h1></html>");
        }
    }

    @Test
    void another_api_and_a_proxys_error_are_not_this_api() throws Exception {
        try (var server = serve(socket -> answer(
                socket,
                "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\n",
                "{\"error\":\"upstream\"}"))) {
            assertThatThrownBy(() -> judge(server))
                    .hasMessageContaining("502 application/json, {\"error\":\"upstream\"}");
        }
    }

    /** Only that a create request is refused with JSON shows that it is this API. */
    @Test
    void a_server_that_is_half_done_is_judged_all_the_same() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BadTargetsTest::halfDone);
        server.start();
        try {
            var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var settings = new SuiteSettings(List.of("cors"), 2, 1, Optional.of("none"));
            var result = new Suite(ProfileReader.unknownTarget(url), settings).run();

            assertThat(result.rules())
                    .filteredOn(rule -> rule.outcome() == Outcome.FAIL)
                    .extracting(rule -> rule.rule().id())
                    .contains("CORS-PREFLIGHT");
        } finally {
            server.stop(0);
        }
    }

    private static void halfDone(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = "{\"detail\":\"no\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 422 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void a_target_that_wants_a_token_says_so() throws Exception {
        try (var server = serve(socket -> answer(socket, "HTTP/1.1 401 Unauthorized\r\n", "no"))) {
            assertThatThrownBy(() -> judge(server)).hasMessageContaining("Name it with --token-env");
        }
    }

    @Test
    void a_flood_is_not_read_to_its_end() throws Exception {
        try (var server = serve(BadTargetsTest::flood)) {
            assertThatThrownBy(() -> judge(server)).hasMessageContaining("but not with this API");
        }
    }

    @Test
    void a_target_that_hangs_behind_the_first_answer_is_noticed_and_the_run_ends() throws Exception {
        var answered = new AtomicBoolean();
        var hung = new ConcurrentLinkedQueue<Socket>();
        try (var server = serveAtOnce(socket -> {
            if (answered.compareAndSet(false, true)) {
                answer(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", "{\"success\":true}");
            } else {
                hung.add(socket);
            }
        })) {
            var url = URI.create("http://127.0.0.1:" + server.getLocalPort());
            var settings = new SuiteSettings(List.of(), 4, 1, Optional.of("none"));
            var result = new Suite(ProfileReader.unknownTarget(url), settings)
                    .waiting(Duration.ofSeconds(1))
                    .run();
            assertThat(hung).as("requests that waited").hasSizeBetween(6, 9);
            assertThat(result.cases().stream()
                            .flatMap(each -> each.stopped().stream())
                            .filter(why -> why.equals("the target has stopped answering: 6 requests in a row got no"
                                    + " answer within 1s each")))
                    .hasSizeGreaterThan(20);
        } finally {
            for (var socket : hung) {
                socket.close();
            }
        }
    }

    @Test
    void an_answer_that_never_ends_is_given_up() throws Exception {
        try (var server = serve(BadTargetsTest::flood)) {
            var url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            var pulse = new Pulse(Duration.ofSeconds(20));
            var journal = new Journal(10);
            var request = RestRequests.given(pulse).filter(new RecordingFilter(journal, 1, "x", text -> text));
            assertThatThrownBy(() -> RestRequests.send(request, "GET", url, pulse))
                    .isInstanceOf(CaseStoppedException.class)
                    .hasMessageContaining("the answer has more than 16777216 bytes");
        }
    }

    private static void flood(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
        var much = "x".repeat(64 * 1024).getBytes(UTF_8);
        while (true) {
            out.write(much);
        }
    }
}
