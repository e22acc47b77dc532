package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.mock.job.PushException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test says what happens next. */
class PushTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockServer mock = Mocks.still("steady-pace");
    private final Client client = new Client(mock.baseUri());

    @AfterEach
    void stop() {
        mock.close();
    }

    private RawHttp stream() throws IOException {
        return client.stream("/api/v2/imports/steady-pace/stream");
    }

    private static List<String> names(RawHttp stream) throws IOException {
        return Client.events(stream).stream().map(Client.Event::name).toList();
    }

    @Test
    void a_held_job_goes_no_further_however_late_it_is_and_goes_on_when_released() throws IOException {
        mock.defaultSession().hold(3);
        try (var stream = stream()) {
            mock.advance(Duration.ofMinutes(1));
            var held = stream.chunk().orElseThrow()
                    + stream.chunk().orElseThrow()
                    + stream.chunk().orElseThrow();
            assertThat(Client.Event.in(held)).hasSize(2);
            assertThat(stream.hasMore(50)).isFalse();
            assertThat(mock.defaultSession().run().isHeld()).isTrue();

            mock.defaultSession().release();
            mock.advance(LONG);

            var rest = Client.events(stream);
            assertThat(rest).extracting(Client.Event::name).endsWith("completed");
            assertThat(rest).extracting(Client.Event::id).isSorted();
        }
    }

    @Test
    void the_story_goes_on_from_where_it_was_held_and_not_all_at_once() throws IOException {
        mock.defaultSession().hold(2);
        try (var stream = stream()) {
            mock.advance(Duration.ofMinutes(1));
            mock.defaultSession().release();
            mock.advance(Duration.ofMillis(1));

            // A heartbeat may come between them: a minute is a long silence.
            var until = new StringBuilder();
            while (Client.Event.in(until.toString()).size() < 2) {
                until.append(stream.chunk().orElseThrow());
            }
            assertThat(Client.Event.in(until.toString())).hasSize(2);
            assertThat(stream.hasMore(50)).isFalse();
        }
    }

    @Test
    void holding_later_lets_go_on_until_there() throws IOException {
        mock.defaultSession().hold(2);
        try (var stream = stream()) {
            mock.advance(Duration.ofMinutes(1));
            mock.defaultSession().hold(4);
            mock.advance(Duration.ofMinutes(1));

            var job = mock.defaultSession().run().jobs().get(0);
            assertThat(job.log().size()).isEqualTo(3);
            assertThat(job.isHeld()).isTrue();
            assertThat(stream.chunk()).isPresent();
        }
    }

    @Test
    void an_event_of_the_test_comes_before_what_is_held_and_ids_go_on_rising() throws IOException {
        mock.defaultSession().hold(2);
        try (var stream = stream()) {
            mock.advance(Duration.ofMinutes(1));
            mock.defaultSession().send("processing");
            mock.defaultSession().release();
            mock.advance(LONG);

            var events = Client.events(stream);
            assertThat(events).extracting(Client.Event::name).startsWith("initialized", "processing", "processing");
            assertThat(events).extracting(Client.Event::id).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void an_event_that_ends_the_job_is_the_last() throws IOException {
        mock.defaultSession().hold(2);
        try (var stream = stream()) {
            mock.defaultSession().send("failed");
            assertThat(names(stream)).containsExactly("initialized", "failed");
        }
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> mock.defaultSession().run().jobs().get(0).send(event("processing")))
                .withMessage(
                        "The job steady-pace has ended (failed). Hold its last event if more is to come before it.");
    }

    private static dev.understudy.scenario.JobEvent event(String name) {
        return dev.understudy.scenario.JobEvent.plain(name, java.util.OptionalInt.empty());
    }

    @Test
    void a_held_job_can_be_canceled() throws IOException {
        mock.defaultSession().hold(2);
        try (var stream = stream()) {
            var answer = client.ask("DELETE", "/v1/jobs/steady-pace", "Authorization: Bearer mock-token");
            assertThat(answer.status()).isBetween(200, 299);
            assertThat(names(stream)).containsExactly("initialized", "canceled");
        }
        mock.defaultSession().release();
        assertThat(client.get("/api/v2/imports/steady-pace").at("/data/status")).isEqualTo("canceled");
    }

    @Test
    void what_has_happened_cannot_be_held() throws IOException {
        try (var stream = stream()) {
            assertThat(stream.chunk()).isPresent();
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> mock.defaultSession().hold(1))
                    .withMessage(
                            "Event 1 of the job steady-pace has happened. Hold the session before the job is created, or"
                                    + " hold a later event.");
        }
    }

    @Test
    void without_a_job_there_is_nothing_to_send_to() {
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> mock.defaultSession().send("processing"))
                .withMessage("No job is running. Create one first, or hold its last event.");
    }

    @Test
    void a_test_can_wait_until_a_client_listens() throws Exception {
        var session = mock.defaultSession();
        assertThat(session.awaitListeners(1, Duration.ofMillis(20))).isFalse();
        var listening = session.listening(1, PATIENCE);
        assertThat(listening).isNotDone();
        try (var stream = stream()) {
            assertThat(listening.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.chunk()).isPresent();
        }
    }
}
