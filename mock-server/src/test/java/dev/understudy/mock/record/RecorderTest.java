package dev.understudy.mock.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contract.Contract;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.RawHttp;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recorded of a server makes the mock do the same. */
@Execution(ExecutionMode.CONCURRENT)
class RecorderTest {
    private static final Contract CONTRACT = Contract.load(Contract.DEFAULT);
    private static final MockServer target = MockServer.start(ServerSettings.defaults());
    private static final MockServer slowTarget =
            MockServer.start(ServerSettings.defaults().withSpeed(0.2));

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void the_first_stream_of_a_server_is_slow() throws IOException {
        new Follower(target.baseUri(), "happy-path--first").follow();
    }

    @AfterAll
    static void close() {
        target.close();
        slowTarget.close();
    }

    private RecorderSettings settings() {
        return RecorderSettings.of(target.baseUri(), folder.resolve("my-day.yaml"));
    }

    private MockServer replaying() {
        var catalogue = Catalogue.with(new ScenarioReader(CONTRACT), List.of(folder), false);
        return MockServer.start(ServerSettings.defaults(), CONTRACT, catalogue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "happy-path",
                "slow-headers",
                "late-connect-whole",
                "server-error-event",
                "terminal-twice",
                "wrong-content-type",
                "malformed-json",
                "json-over-many-lines",
                "missing-field",
                "unknown-event-and-fields",
                "title-that-says-failed",
                "crlf-line-ends",
                "cr-line-ends",
                "comment-inside-event",
                "comments-before-first-event",
                "fields-in-reverse-order",
                "end-inside-last-event"
            })
    void a_stream_that_was_recorded_plays_the_same(String scenario) throws IOException {
        assertPlaysTheSame(target, scenario);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset-mid-event",
                "four-drops",
                "job-gone-on-reconnect",
                "resume-ignored",
                "stream-rate-limited",
                "retry-after-as-date",
                "html-bad-gateway",
                "closed-before-headers",
                "empty-id-resets",
                "id-with-nul",
                "end-without-terminal"
            })
    void a_story_of_many_connections_that_was_recorded_plays_the_same(String scenario) throws IOException {
        // So slowly that nothing more happens until somebody is back who comes at once.
        assertPlaysTheSame(slowTarget, scenario);
    }

    private void assertPlaysTheSame(MockServer server, String scenario) throws IOException {
        var settings = RecorderSettings.of(server.baseUri(), folder.resolve("my-day.yaml"));
        List<String> seen;
        try (var recorder = Recorder.start(CONTRACT, settings)) {
            seen = new Follower(recorder.baseUri(), scenario).follow();
        }

        try (var mock = replaying()) {
            assertThat(new Follower(mock.baseUri(), "my-day").follow())
                    .as(recorded("my-day"))
                    .isEqualTo(seen);
        }
    }

    @Test
    void a_recording_is_a_scenario_that_people_can_read() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            new Follower(recorder.baseUri(), "reset-mid-event--read").follow();
        }

        var timeless = recorded("my-day")
                .replaceAll("after: \\d+ms, ", "")
                .replaceAll("delay: \\{headers: \\d+ms}\n +", "")
                .replaceAll("- \\{(initialized|completed)}", "- $1");
        assertThat(timeless)
                .startsWith("# Recorded. ")
                .contains("\nid: my-day\ntitle: \"As 127.0.0.1 did it: 5 events, completed, on 2 connections\"\n")
                .endsWith("""
                        tags: [recorded]
                        pipelines: [imports]

                        job:
                          items: 4
                          timeline:
                            - initialized
                            - {processing: {processed: 1}}
                            - {processing: {processed: 2}}
                            - {processing: {processed: 3}}
                            - completed

                        connections:
                          - retry: 500ms
                            faults:
                              - {when: {event: 3, byte: 17}, do: reset}
                          - {}
                        """);
    }

    private String recorded(String id) throws IOException {
        return Files.readString(folder.resolve(id + ".yaml"));
    }

    @Test
    void exact_keeps_ids_and_data() throws IOException {
        var settings = settings().withExact(true);
        try (var recorder = Recorder.start(CONTRACT, settings)) {
            new Follower(recorder.baseUri(), "happy-path--exact").follow();
        }

        assertThat(recorded("my-day"))
                .containsPattern("id: \"\\d+-0010\"")
                .contains("\\\"jobId\\\":\\\"{jobId}\\\"", "violates: schema")
                .doesNotContain("happy-path--exact");
    }

    @Test
    void a_whole_app_is_recorded_with_its_troubles_and_without_its_token() throws IOException {
        String token;
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            var client = new Client(recorder.baseUri());
            assertThat(client.importCsv("title\nMomo\n", "X-Mock-Scenario: create-unavailable")
                            .status())
                    .isEqualTo(503);
            var created = client.importCsv("title\nMomo\n", "X-Mock-Scenario: results-rate-limited");
            token = created.at("/data/authToken");
            var jobId = created.at("/data/jobId");
            new Follower(recorder.baseUri(), jobId).follow();
            assertThat(client.get("/api/v2/imports/" + jobId + "/results", "Authorization: Bearer " + token)
                            .status())
                    .isEqualTo(429);
        }

        assertThat(token).hasSizeGreaterThan(20);
        assertThat(recorded("my-day"))
                .contains(
                        "answers:",
                        "  create:\n    - {error: circuit-open, retry-after: 2s}",
                        "  results:\n    - {error: rate-limited, retry-after: 2s}")
                .doesNotContain(token);
    }

    @Test
    void a_token_in_an_address_is_not_written_down() throws IOException {
        var answer =
                "answer: {status: 301, headers: {Location: \"/elsewhere?token=very-secret-token\"}, violates: ANSWER-SHAPE}";
        var theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(
                theirs.resolve("moved.yaml"),
                "id: moved\ntitle: Moved\nabout: x\nconnections:\n  - " + answer + "\n  - {}\n");
        var catalogue = Catalogue.with(new ScenarioReader(CONTRACT), List.of(theirs), false);
        try (var other = MockServer.start(ServerSettings.defaults(), CONTRACT, catalogue);
                var recorder =
                        Recorder.start(CONTRACT, RecorderSettings.of(other.baseUri(), folder.resolve("my-day.yaml")))) {
            new Follower(recorder.baseUri(), "moved").follow();
        }

        assertThat(recorded("my-day")).contains("/elsewhere?token=[secret ").doesNotContain("very-secret-token");
    }

    @Test
    void addresses_in_answers_lead_through_the_recorder() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            var created = new Client(recorder.baseUri()).importCsv("title\nMomo\n");

            assertThat(created.body()).doesNotContain(":" + target.baseUri().getPort());
            assertThat(recorder.baseUri().resolve(created.at("/data/sseUrl")).getPort())
                    .isEqualTo(recorder.baseUri().getPort());
        }
    }

    @Test
    void every_job_has_a_file_of_its_own() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            new Follower(recorder.baseUri(), "happy-path--one").follow();
            new Follower(recorder.baseUri(), "failed-job--two").follow();

            assertThat(recorder.finish())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("Recorded " + folder.resolve("my-day.yaml") + ": ")
                                    .endsWith(" on 1 connection. Play it with --scenarios " + folder
                                            + " --scenario my-day"),
                            second -> assertThat(second).startsWith("Recorded " + folder.resolve("my-day-2.yaml")));
        }

        assertThat(recorded("my-day")).contains("id: my-day\n", "completed");
        assertThat(recorded("my-day-2")).contains("id: my-day-2\n", "failed");
    }

    @Test
    void a_stream_that_has_not_ended_yet_is_recorded_too() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings());
                var stream = new Client(recorder.baseUri()).stream("/api/v2/imports/terminal-and-open/stream")) {
            while (!stream.chunk().orElse("").contains("completed")) {}
            recorder.write();

            assertThat(recorded("my-day")).contains("completed");
        }
    }

    @Test
    void a_recording_speaks_the_language_of_its_contract() throws IOException {
        var contract = Contract.load("file-import");
        var catalogue = Catalogue.bundled(new ScenarioReader(contract));
        try (var other = MockServer.start(ServerSettings.defaults(), contract, catalogue);
                var recorder =
                        Recorder.start(contract, RecorderSettings.of(other.baseUri(), folder.resolve("my-day.yaml")));
                var stream = new Client(recorder.baseUri()).stream("/stream/happy-path")) {
            assertThat(stream.ending()).isNotNull();
            recorder.write();
        }

        assertThat(recorded("my-day").replaceAll("after: \\d+ms, ", ""))
                .contains(
                        "pipelines: [files]",
                        "  items: 100\n",
                        "- {processing: {processed: 20, payload: {message: Processed 4/20 records}}}\n");
    }

    @Test
    void a_network_that_was_gone_is_silence_behind_the_last_event_that_came_through() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings());
                var lost = new Client(recorder.baseUri()).stream("/api/v2/imports/happy-path--lost/stream")) {
            var second = "";
            while (!second.contains("processing")) {
                second = lost.chunk().orElseThrow();
            }
            var id = second.substring(second.indexOf("id: ") + 4, second.indexOf('\n', second.indexOf("id: ")));
            try (var again = new Client(recorder.baseUri())
                    .stream("/api/v2/imports/happy-path--lost/stream", "Last-Event-ID: " + id)) {
                assertThat(again.ending()).isEqualTo(RawHttp.Ending.LAST_CHUNK);
            }
            assertThat(lost.ending()).isEqualTo(RawHttp.Ending.LAST_CHUNK);
        }

        assertThat(recorded("my-day"))
                .contains("connections:\n  - faults:\n      - {when: {events: 2}, do: silence}\n  - {}\n");
    }

    @Test
    void nobody_came() {
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            assertThat(recorder.finish())
                    .containsExactly("Nothing was recorded: nobody came through " + recorder.baseUri()
                            + " to follow a job. Point the client there, and follow one.");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_target_that_goes_away_is_told_to_the_client_and_not_recorded() throws IOException {
        var mortal = MockServer.start(ServerSettings.defaults());
        try (var recorder =
                Recorder.start(CONTRACT, RecorderSettings.of(mortal.baseUri(), folder.resolve("my-day.yaml")))) {
            mortal.close();

            var answer = new Client(recorder.baseUri()).get("/api/v2/imports/happy-path/stream", Client.EVENT_STREAM);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).startsWith("Nothing answers at " + mortal.baseUri() + ": ");
            assertThat(recorder.write()).isEmpty();
        }
    }

    @Test
    void websockets_are_refused_in_words() throws IOException {
        try (var recorder = Recorder.start(CONTRACT, settings())) {
            var answer =
                    new Client(recorder.baseUri()).get("/ws/progress", "Upgrade: websocket", "Connection: Upgrade");

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.body())
                    .isEqualTo("WebSockets are not recorded. Only requests and event streams pass here.\n");
        }
    }

    @Test
    void a_file_that_is_there_is_not_replaced_unless_it_may_go() throws IOException {
        var file = Files.writeString(folder.resolve("my-day.yaml"), "mine");

        assertThatThrownBy(() -> Recorder.start(CONTRACT, settings()))
                .isInstanceOf(UnusableRecordingException.class)
                .hasMessage(file + " is there already. Give --out another name, or --overwrite if it may go.");
        try (var recorder = Recorder.start(CONTRACT, settings().withOverwrite(true))) {
            new Follower(recorder.baseUri(), "happy-path--over").follow();
        }
        assertThat(recorded("my-day")).contains("id: my-day");
    }

    @Test
    void a_name_that_is_no_scenarios_is_refused() {
        var file = folder.resolve("My Day.yaml");

        assertThatThrownBy(() -> Recorder.start(CONTRACT, RecorderSettings.of(target.baseUri(), file)))
                .isInstanceOf(UnusableRecordingException.class)
                .hasMessage(
                        "'" + file + "' cannot be a scenario's file, for its name is the scenario's id. Use lower case,"
                                + " digits and single hyphens, and .yaml behind it, such as my-bad-day.yaml.");
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        var file = folder.resolve("nowhere").resolve("my-day.yaml");

        assertThatThrownBy(() -> Recorder.start(CONTRACT, RecorderSettings.of(target.baseUri(), file)))
                .hasMessage("There is no folder " + folder.resolve("nowhere") + " for the recording. Make it first.");
    }

    @Test
    void a_target_that_is_not_there_is_named() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var nobody = URI.create("http://127.0.0.1:" + port);

        assertThatThrownBy(() -> Recorder.start(CONTRACT, RecorderSettings.of(nobody, folder.resolve("my-day.yaml"))))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageStartingWith("Nothing answers at " + nobody + " (")
                .hasMessageEndingWith("). Start the target, or mend --target.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://127.0.0.1", "http://", "/api"})
    void an_address_that_is_none_is_refused(String address) {
        var settings = RecorderSettings.of(
                URI.create(address.equals("http://") ? "http:///" : address), folder.resolve("my-day.yaml"));

        assertThatThrownBy(() -> Recorder.start(CONTRACT, settings))
                .isInstanceOf(UnusableRecordingException.class)
                .hasMessageEndingWith(
                        " is no address of a server. Write, for example, --target http://127.0.0.1:8080.");
    }

    @Test
    void a_contract_without_streams_is_refused() {
        assertThatThrownBy(() -> Recorder.start(Contract.load("bookstrack-legacy"), settings()))
                .isInstanceOf(UnusableRecordingException.class)
                .hasMessage("The contract bookstrack-legacy has no event streams, and WebSockets are not recorded."
                        + " Give --contract another one.");
    }
}
