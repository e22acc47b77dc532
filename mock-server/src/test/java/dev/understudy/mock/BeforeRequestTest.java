package dev.understudy.mock;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.journal.Entry;
import dev.understudy.mock.session.MockSession;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that meet something before their request is read. */
class BeforeRequestTest {
    private static final String CSV = "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n";

    @TempDir
    Path folder = Path.of("");

    private MockServer server(String fault) throws IOException {
        Files.writeString(
                folder.resolve("door.yaml"),
                "id: door\ntitle: T\nabout: A\njob: {items: 1, timeline: [initialized, {until: {connections: 2}, completed}]}\n"
                        + "connections:\n  - faults: [{when: {before: request}, do: " + fault + "}]\n  - {}\n");
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario("door"));
    }

    private static String upload(MockSession session) throws IOException {
        return new Client(session.baseUri()).importCsv(CSV).at("/data/sseUrl");
    }

    private static RawHttp ask(MockSession session, String stream) throws IOException {
        return RawHttp.connect(session.baseUri()).send("GET", stream, Client.EVENT_STREAM);
    }

    private static List<String> asked(MockSession session) {
        return session.journal().entries().stream()
                .filter(Entry.Request.class::isInstance)
                .map(entry -> ((Entry.Request) entry).method())
                .toList();
    }

    @Test
    void a_request_is_never_read_and_counts_as_the_jobs_next_connection() throws Exception {
        try (var server = server("reset");
                var session = server.openSession("door")) {
            var stream = upload(session);
            var turned = RawHttp.connect(session.baseUri());
            session.journal().await(Entry.Fault.class, fault -> true, ofSeconds(5));

            assertThatThrownBy(() ->
                            turned.send("GET", stream, Client.EVENT_STREAM).head())
                    .isInstanceOfAny(SocketException.class, EOFException.class);
            try (var second = ask(session, stream)) {
                assertThat(second.head().status()).isEqualTo(200);
                assertThat(second.body()).contains("event: completed");
            }
            assertThat(asked(session)).containsExactly("POST", "GET");
            assertThat(session.journal().entries())
                    .filteredOn(Entry.Fault.class::isInstance)
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.exchange()).isZero();
                        assertThat(((Entry.Fault) fault).what()).isEqualTo("reset before the request was read");
                    });
        }
    }

    @Test
    void nobody_meets_it_before_there_is_a_job() throws Exception {
        try (var server = server("close");
                var session = server.openSession("door")) {
            assertThat(new Client(session.baseUri()).get("/health").status()).isLessThan(500);
            assertThat(upload(session)).isNotEmpty();
            assertThat(asked(session)).containsExactly("GET", "POST");
        }
    }

    @Test
    void a_connection_may_be_accepted_and_never_read_until_the_session_ends() throws Exception {
        try (var server = server("silence")) {
            var session = server.openSession("door");
            var stream = upload(session);
            try (var waiting = ask(session, stream)) {
                session.journal().await(Entry.Fault.class, fault -> true, ofSeconds(5));
                try (var second = ask(session, stream)) {
                    assertThat(second.head().status()).isEqualTo(200);
                }
                assertThat(asked(session)).containsExactly("POST", "GET");
                session.close();
                assertThatThrownBy(waiting::head).isInstanceOfAny(SocketException.class, EOFException.class);
            }
        }
    }

    @Test
    void on_the_main_port_and_on_a_connection_that_is_there_the_request_is_read_first() throws Exception {
        try (var server = server("reset");
                var http = RawHttp.connect(server.baseUri())
                        .send("GET", "/api/v2/imports/door/stream", Client.EVENT_STREAM)) {
            assertThatThrownBy(http::head).isInstanceOfAny(SocketException.class, EOFException.class);
            var end = server.journal().await(Entry.End.class, each -> true, ofSeconds(5));
            assertThat(end.how()).isEqualTo(Entry.How.RESET);
            assertThat(asked(server.defaultSession())).containsExactly("GET");
        }
    }
}
