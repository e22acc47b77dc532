package dev.understudy.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.clients.ImportSeen.SeenEvent;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.mock.MockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResetMidEventTest {
    private static final Duration RETRY = Duration.ofMillis(500);
    /** Clients count whole milliseconds, so that a wait may seem a little shorter to a finer clock. */
    private static final Duration CLOCK_GRAIN = Duration.ofMillis(5);

    @TempDir
    private Path folder;

    static Stream<ImportingClient> clients() {
        return Stream.of(new NpmEventSource(), new OkHttpEventSource());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void a_client_sees_a_whole_import_through_a_reset_inside_an_event(ImportingClient client) throws Exception {
        try (var mock = MockServer.play("happy-path")) {
            var seen = client.run(mock.baseUri(), csv());

            assertThat(seen.losses()).isEqualTo(1);
            assertThat(seen.events())
                    .extracting(SeenEvent::name)
                    .containsExactly("initialized", "processing", "processing", "processing", "completed");
            assertThat(seen.events()).isEqualTo(sent(mock.journal()));
            assertThat(seen.results().at("/data/jobId").asText()).isEqualTo(seen.jobId());
            assertThat(seen.results().at("/data/books")).hasSize(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void a_client_comes_back_once_with_the_last_whole_event_and_not_too_early(ImportingClient client) throws Exception {
        try (var mock = MockServer.play("happy-path")) {
            client.run(mock.baseUri(), csv());

            var journal = mock.journal();
            var streams = of(Entry.Request.class, journal).stream()
                    .filter(request -> request.target().endsWith("/stream"))
                    .toList();
            assertThat(streams).hasSize(2);
            var reset = endOf(streams.get(0), journal);
            assertThat(reset.how()).isEqualTo(Entry.How.RESET);
            assertThat(streams.get(0).headers()).doesNotContainKey("last-event-id");
            assertThat(streams.get(1).headers()).containsEntry("last-event-id", lastWhole(streams.get(0), journal));
            assertThat(streams.get(1).at().minus(reset.at())).isGreaterThanOrEqualTo(RETRY.minus(CLOCK_GRAIN));
        }
    }

    /** The file's name chooses the scenario. */
    private Path csv() throws IOException {
        return Files.writeString(
                folder.resolve("reset-mid-event.csv"), "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n", UTF_8);
    }

    private static List<SeenEvent> sent(Journal journal) {
        return of(Entry.Event.class, journal).stream()
                .map(event -> new SeenEvent(Objects.requireNonNull(event.id()), event.name(), event.data()))
                .toList();
    }

    private static String lastWhole(Entry.Request stream, Journal journal) {
        return of(Entry.Event.class, journal).stream()
                .filter(event -> event.exchange() == stream.exchange())
                .map(event -> Objects.requireNonNull(event.id()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Entry.End endOf(Entry.Request stream, Journal journal) {
        return of(Entry.End.class, journal).stream()
                .filter(end -> end.exchange() == stream.exchange())
                .findFirst()
                .orElseThrow();
    }

    private static <E extends Entry> List<E> of(Class<E> kind, Journal journal) {
        return journal.entries().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
