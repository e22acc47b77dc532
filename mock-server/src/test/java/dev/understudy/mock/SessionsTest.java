package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.journal.Entry;
import dev.understudy.mock.RawHttp.Ending;
import dev.understudy.mock.session.MockSession;
import dev.understudy.mock.session.TooManySessionsException;
import dev.understudy.scenario.CatalogueException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs of one client each do not know of each other. */
class SessionsTest {
    private static final String STREAM = "/api/v2/imports/happy-path/stream";

    @Test
    void a_session_has_a_port_jobs_a_clock_and_a_journal_of_its_own() throws IOException {
        try (var mock = Mocks.still("happy-path");
                var one = mock.openSession("happy-path");
                var other = mock.openSession("failed-job");
                var stream = new Client(one.baseUri()).stream(STREAM)) {
            one.advance(Duration.ofMinutes(1));

            assertThat(Client.events(stream)).extracting(Client.Event::name).endsWith("completed");
            assertThat(one.baseUri()).isNotEqualTo(other.baseUri()).isNotEqualTo(mock.baseUri());
            assertThat(one.journal().entries()).isNotEmpty();
            assertThat(other.journal().entries()).isEmpty();
            assertThat(mock.journal().entries()).isEmpty();
            assertThat(other.run().clock().now()).isLessThan(Duration.ofSeconds(30));
            assertThat(other.run().jobs()).isEmpty();
        }
    }

    @Test
    void a_session_is_set_apart_from_the_server() throws IOException {
        try (var mock = Mocks.still("happy-path");
                var session = mock.openSession(set -> set.scenario("failed-job").seed(99))) {
            var upload = "Title,Author,ISBN\nA,B,\n";

            var created = new Client(session.baseUri()).importCsv(upload);
            session.advance(Duration.ofMinutes(1));

            assertThat(new Client(session.baseUri())
                            .get(created.at("/data/statusUrl"))
                            .at("/data/status"))
                    .isEqualTo("failed");
            assertThat(created.at("/data/jobId"))
                    .isNotEqualTo(new Client(mock.baseUri()).importCsv(upload).at("/data/jobId"));
        }
    }

    @Test
    void its_clock_begins_when_it_is_opened_and_not_when_the_server_was_started() {
        try (var mock = MockServer.play("happy-path")) {
            var before = InstantSource.system().instant();
            try (var session = mock.openSession("happy-path")) {
                assertThat(session.run().clock().at(Duration.ZERO)).isAfterOrEqualTo(before);
            }
        }
    }

    @Test
    void two_hundred_sessions_run_at_once_and_need_no_thread_each() throws Exception {
        try (var mock = MockServer.start(ServerSettings.defaults().withSpeed(20))) {
            var sessions = new ArrayList<MockSession>();
            var streams = new ArrayList<RawHttp>();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < 200; i++) {
                var session = mock.openSession("steady-pace");
                sessions.add(session);
                streams.add(new Client(session.baseUri()).stream("/api/v2/imports/steady-pace/stream"));
            }
            int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;

            for (var stream : streams) {
                assertThat(Client.events(stream)).extracting(Client.Event::name).endsWith("completed");
                stream.close();
            }

            assertThat(more).as("threads for 200 sessions with open streams").isLessThan(10);
            assertThat(sessions)
                    .allSatisfy(session -> assertThat(session.journal().entries())
                            .filteredOn(Entry.Request.class::isInstance)
                            .hasSize(1));
        }
    }

    @Test
    void more_than_are_allowed_are_refused_until_one_is_closed() {
        try (var mock = MockServer.start(Mocks.still().withMostSessions(2))) {
            var first = mock.openSession("happy-path");
            mock.openSession("happy-path");
            assertThatExceptionOfType(TooManySessionsException.class)
                    .isThrownBy(() -> mock.openSession("happy-path"))
                    .withMessage(
                            "2 sessions are open, and no more are allowed. Close one, or allow more when the server is"
                                    + " started.");
            first.close();
            assertThat(mock.openSession("happy-path").id()).isEqualTo("s3");
        }
    }

    @Test
    void one_for_a_scenario_that_there_is_not_names_the_nearest() {
        try (var mock = Mocks.still("happy-path")) {
            assertThatExceptionOfType(CatalogueException.class)
                    .isThrownBy(() -> mock.openSession("reset-mid-evnt"))
                    .withMessageContaining("Did you mean 'reset-mid-event'?");
            assertThat(mock.sessions()).hasSize(1);
        }
    }

    @Test
    void a_closed_session_closes_its_port_and_its_streams() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var session = mock.openSession("happy-path");
            try (var stream = new Client(session.baseUri()).stream(STREAM)) {
                session.close();

                assertThat(stream.ending()).isNotEqualTo(Ending.LAST_CHUNK);
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> RawHttp.connect(session.baseUri()).close());
                assertThat(mock.sessions()).hasSize(1);
            }
        }
    }

    @Test
    void an_idle_session_ends_and_one_that_is_listened_to_does_not() throws Exception {
        try (var mock = Mocks.still("happy-path")) {
            var idle = Duration.ofMillis(150);
            var used = mock.openSession(set -> set.idle(idle));
            try (var stream = new Client(used.baseUri()).stream(STREAM)) {
                var unused = mock.openSession(set -> set.idle(idle));
                var ended = new CompletableFuture<Void>();
                unused.onClose(() -> ended.complete(null));
                ended.get(20, TimeUnit.SECONDS);

                assertThat(mock.sessions()).containsExactly(mock.defaultSession(), used);
                var answer = new Client(mock.baseUri()).get("/_mock/sessions/" + unused.id());
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.at("/error"))
                        .isEqualTo("The session '" + unused.id() + "' has ended. It was idle for 150ms.");
                assertThat(stream.hasMore(1_000)).isTrue();
            }
            var over = new CompletableFuture<Void>();
            used.onClose(() -> over.complete(null));
            over.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_clock_can_change_its_speed_while_it_runs() throws IOException {
        try (var mock = Mocks.still("happy-path");
                var session = mock.openSession("happy-path");
                var stream = new Client(session.baseUri()).stream(STREAM)) {
            var before = session.run().clock().now();
            session.run().clock().setSpeed(1000);

            assertThat(Client.events(stream)).extracting(Client.Event::name).endsWith("completed");
            assertThat(session.run().clock().now()).isGreaterThan(before);
        }
    }

    @Test
    void what_cannot_be_is_refused_with_its_value() {
        assertThat(List.of(0.0, -1.0, Double.NaN, 2e6))
                .allSatisfy(speed -> assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> ServerSettings.defaults().withSpeed(speed))
                        .withMessage("The speed is " + speed + "; it must be above 0 and at most 1000000."));
    }
}
