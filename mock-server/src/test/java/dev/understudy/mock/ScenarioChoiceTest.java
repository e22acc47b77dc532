package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which scenario plays. Each of these has a number of items of its own, by which it is known. */
class ScenarioChoiceTest {
    @TempDir
    Path folder = Path.of("");

    private static final MockServer MOCK = Mocks.still("slow-and-long");
    private static final Client CLIENT = new Client(MOCK.baseUri());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static int total(String fileName, String... headers) throws IOException {
        return CLIENT.postForm("/api/v2/imports", List.of(Part.of("file", fileName, "Title,Author,ISBN\n")), headers)
                .json()
                .at("/data/totalCount")
                .intValue();
    }

    @Test
    void without_a_word_the_default_plays() throws IOException {
        assertThat(total("library.csv")).isEqualTo(1200);
    }

    @Test
    void the_name_of_the_file_chooses() throws IOException {
        assertThat(total("failed-job.csv")).isEqualTo(150);
        assertThat(total("failed-job")).isEqualTo(150);
    }

    @Test
    void a_header_is_stronger_than_the_files_name() throws IOException {
        assertThat(total("failed-job.csv", "X-Mock-Scenario: canceled-job")).isEqualTo(8);
    }

    @Test
    void a_job_id_that_is_a_scenarios_plays_it_without_a_create_call() throws IOException {
        assertThat(CLIENT.get("/api/v2/scans/failed-job")
                        .json()
                        .at("/data/totalCount")
                        .intValue())
                .isEqualTo(150);
        assertThat(CLIENT.get("/api/v2/scans/failed-job").at("/data/pipeline")).isEqualTo("ai_scan");
    }

    @Test
    void two_hyphens_tell_runs_of_one_scenario_apart() throws IOException {
        var one = CLIENT.get("/api/v2/imports/canceled-job--one");
        assertThat(one.at("/data/jobId")).isEqualTo("canceled-job--one");
        assertThat(one.json().at("/data/totalCount").intValue()).isEqualTo(8);
    }

    @Test
    void who_was_refused_comes_back_to_the_same_story_though_the_job_has_ended_meanwhile() throws IOException {
        Files.writeString(folder.resolve("refused.yaml"), """
                id: refused
                title: T
                about: A
                connections: [{answer: {error: rate-limited}}, {}]
                """);
        var settings = Mocks.still().withScenarioFolders(List.of(folder), false);
        try (var mock = MockServer.start(settings)) {
            var client = new Client(mock.baseUri());
            var path = "/api/v2/imports/refused/stream";
            assertThat(client.get(path, Client.EVENT_STREAM).status()).isEqualTo(429);
            mock.advance(Duration.ofMinutes(1));
            try (var stream = client.stream(path)) {
                assertThat(stream.chunk()).isPresent();
            }
        }
    }

    @Test
    void an_unknown_job_stays_unknown() throws IOException {
        for (var path : List.of("/api/v2/imports/nope", "/api/v2/imports/nope/results", "/v1/jobs/nope/status")) {
            var answer = CLIENT.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.at("/error/message")).isEqualTo("There is no job nope.");
        }
        assertThat(CLIENT.get("/api/v2/imports/nope/stream", Client.EVENT_STREAM)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_created_job_can_be_asked_for_under_every_pipelines_path() throws IOException {
        var id = CLIENT.importCsv("Title,Author,ISBN\n").at("/data/jobId");
        assertThat(CLIENT.get("/api/v2/scans/" + id).at("/data/pipeline")).isEqualTo("csv_import");
        assertThat(CLIENT.get("/v1/jobs/" + id + "/status").at("/data/jobId")).isEqualTo(id);
    }
}
