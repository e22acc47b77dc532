package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What streams show of a job, and that status and results agree with it. */
class StreamTest {
    private static final Duration WHOLE_JOB = Duration.ofMinutes(1);
    private static final String HAPPY = "/api/v2/imports/happy-path/stream";

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }

    @Test
    void status_stream_and_results_agree_about_a_real_library() throws IOException {
        var csv = Files.readString(Path.of("..", "contracts", "bookstrack", "examples", "library.csv"));
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv(csv);
            var status = created.at("/data/statusUrl");
            try (var stream = client.stream(created.at("/data/sseUrl"))) {
                assertThat(client.get(status).at("/data/status")).isEqualTo("initialized");
                assertThat(client.get(status + "/results")
                                .json()
                                .at("/error/details/status")
                                .asText())
                        .isEqualTo("initialized");
                mock.advance(WHOLE_JOB);
                var events = Client.events(stream);
                var last = events.get(events.size() - 1);
                assertThat(last.name()).isEqualTo("completed");
                assertThat(last.json().path("totalCount").intValue()).isEqualTo(12);
                var data = client.get(status).json().path("data");
                for (var field : List.of("jobId", "status", "progress", "processedCount", "totalCount")) {
                    assertThat(data.path(field)).as(field).isEqualTo(last.json().path(field));
                }
                var results = client.get(status + "/results").json().path("data");
                assertThat(results.path("booksCreated").intValue()).isEqualTo(12);
                assertThat(results.path("errors").get(0).path("row").intValue()).isEqualTo(10);
                assertThat(results.path("books").findValuesAsText("title"))
                        .hasSize(11)
                        .contains("The \"Unabridged\" Fellowship", "吾輩は猫である", "A title\non two lines");
                assertThat(client.get("/v1/jobs/" + data.path("jobId").asText() + "/results")
                                .json()
                                .path("data"))
                        .isEqualTo(results);
            }
        }
    }

    @Test
    void a_library_without_books_imports_nothing() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Title,Author,ISBN\n");
            mock.advance(WHOLE_JOB);
            var results = client.get(created.at("/data/statusUrl") + "/results")
                    .json()
                    .path("data");
            assertThat(results.path("booksCreated").intValue()).isZero();
            assertThat(results.path("books")).isEmpty();
        }
    }

    @Test
    void a_library_without_its_columns_fails_and_says_which() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Name;Writer\nMomo;Ende\n");
            assertThat(created.status()).isEqualTo(202);
            mock.advance(WHOLE_JOB);
            var status = client.get(created.at("/data/statusUrl")).json().path("data");
            assertThat(status.path("status").asText()).isEqualTo("failed");
            assertThat(status.at("/error/code").asText()).isEqualTo("E_CSV_PARSE_FAILED");
            assertThat(status.at("/error/message").asText()).contains("no column Title", "Name;Writer");
        }
    }

    @Test
    void a_client_that_returns_gets_exactly_what_it_missed() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            mock.advance(Duration.ofMillis(1));
            try (var first = client.stream(HAPPY)) {
                mock.advance(WHOLE_JOB);
                var whole = Client.events(first);
                for (int seen = 0; seen < whole.size() - 1; seen++) {
                    try (var again = client.stream(
                            HAPPY, "Last-Event-ID: " + whole.get(seen).id())) {
                        assertThat(Client.events(again)).isEqualTo(whole.subList(seen + 1, whole.size()));
                    }
                }
            }
        }
    }

    @Test
    void who_has_seen_the_final_event_gets_it_once_more() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            try (var first = client.stream(HAPPY)) {
                mock.advance(WHOLE_JOB);
                var whole = Client.events(first);
                var last = whole.get(whole.size() - 1);
                try (var again = client.stream(HAPPY, "Last-Event-ID: " + last.id())) {
                    assertThat(Client.events(again)).containsExactly(last);
                }
            }
        }
    }

    @Test
    void an_unknown_id_is_answered_with_a_snapshot_and_what_follows() throws IOException {
        try (var mock = Mocks.still("canceled-job")) {
            var client = new Client(mock.baseUri());
            var path = "/api/v2/imports/canceled-job/stream";
            try (var first = client.stream(path)) {
                mock.advance(Duration.ofMillis(250));
                try (var other = client.stream(path, "Last-Event-ID: nobody-knows-this")) {
                    mock.advance(WHOLE_JOB);
                    var whole = Client.events(first);
                    var events = Client.events(other);
                    assertThat(names(events)).containsExactly("processing", "processing", "canceled");
                    assertThat(events.get(0).json().path("processedCount").intValue())
                            .isEqualTo(2);
                    assertThat(events.get(0).id())
                            .isBetween(whole.get(1).id(), whole.get(2).id());
                    assertThat(events.subList(1, 3)).isEqualTo(whole.subList(2, 4));
                }
            }
        }
    }

    @Test
    void who_comes_back_with_a_snapshots_id_goes_on_there() throws IOException {
        try (var mock = Mocks.still("canceled-job")) {
            var client = new Client(mock.baseUri());
            var path = "/api/v2/imports/canceled-job/stream";
            try (var first = client.stream(path, "Last-Event-ID: unknown")) {
                assertThat(first.chunk()).contains("retry: 5000\n\n");
                var snapshot = Event.in(first.chunk().orElseThrow()).get(0);
                mock.advance(WHOLE_JOB);
                var rest = Client.events(first);
                try (var again = client.stream(path, "Last-Event-ID: " + snapshot.id())) {
                    assertThat(Client.events(again)).isEqualTo(rest);
                }
            }
        }
    }

    @Test
    void who_comes_late_gets_the_final_event_at_once() throws IOException {
        try (var mock = Mocks.still("late-connect");
                var stream = new Client(mock.baseUri()).stream("/api/v2/imports/late-connect/stream")) {
            assertThat(names(Client.events(stream))).containsExactly("completed");
        }
    }

    @Test
    void who_comes_in_the_middle_gets_everything_from_the_start() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Title,Author,ISBN\nA,B,\n");
            mock.advance(Duration.ofMillis(300));
            try (var stream = client.stream(created.at("/data/sseUrl"))) {
                mock.advance(WHOLE_JOB);
                assertThat(names(Client.events(stream))).containsExactly("initialized", "processing", "completed");
            }
        }
    }

    @Test
    void two_who_listen_get_the_same() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            try (var one = client.stream(HAPPY);
                    var two = client.stream(HAPPY)) {
                mock.advance(WHOLE_JOB);
                assertThat(Client.events(one)).isNotEmpty().isEqualTo(Client.events(two));
            }
        }
    }
}
