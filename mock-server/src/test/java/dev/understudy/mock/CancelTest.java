package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {
    private static final MockServer MOCK = Mocks.still("happy-path");
    private static final Client CLIENT = new Client(MOCK.baseUri());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static Client.Answer job() throws IOException {
        return CLIENT.importCsv("Title,Author,ISBN\nA,B,\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/jobs/{id}", "/api/v2/jobs/{id}/cancel"})
    void whoever_holds_the_token_ends_the_job_and_its_stream(String path) throws IOException {
        var job = job();
        try (var stream = CLIENT.stream(job.at("/data/sseUrl"))) {
            var answer = CLIENT.ask(
                    "DELETE",
                    path.replace("{id}", job.at("/data/jobId")),
                    "Authorization: Bearer " + job.at("/data/authToken"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.at("/data/status")).isEqualTo("canceled");
            assertThat(Client.events(stream)).extracting(Event::name).containsExactly("initialized", "canceled");
        }
        assertThat(CLIENT.get(job.at("/data/statusUrl")).at("/data/status")).isEqualTo("canceled");
        assertThat(CLIENT.get(job.at("/data/statusUrl") + "/results").status()).isEqualTo(404);
    }

    @Test
    void others_do_not() throws IOException {
        var job = job();
        var path = "/v1/jobs/" + job.at("/data/jobId");
        assertThat(CLIENT.ask("DELETE", path).errorCode()).isEqualTo("UNAUTHORIZED");
        for (var wrong : List.of("Bearer wrong", "Bearer " + job().at("/data/authToken"), "Bearer ")) {
            assertThat(CLIENT.ask("DELETE", path, "Authorization: " + wrong).status())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(CLIENT.get(job.at("/data/statusUrl")).at("/data/status")).isEqualTo("initialized");
    }

    @Test
    void a_stranger_does_not_learn_which_jobs_there_are() throws IOException {
        assertThat(CLIENT.ask("DELETE", "/v1/jobs/nope").status()).isEqualTo(401);
        assertThat(CLIENT.ask("DELETE", "/v1/jobs/nope", "Authorization: Bearer x")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_job_that_has_ended_keeps_its_state() throws IOException {
        var job = job();
        MOCK.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 2; i++) {
            var answer = CLIENT.ask(
                    "DELETE",
                    "/v1/jobs/" + job.at("/data/jobId"),
                    "Authorization: Bearer " + job.at("/data/authToken"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.at("/data/status")).isEqualTo("completed");
            assertThat(answer.at("/data/message")).isEqualTo("The job had ended already");
        }
    }

    @Test
    void a_stream_checks_a_token_that_is_sent() throws IOException {
        var job = job();
        var url = job.at("/data/sseUrl");
        assertThat(CLIENT.get(url, Client.EVENT_STREAM, "Authorization: Bearer wrong")
                        .errorCode())
                .isEqualTo("INVALID_TOKEN");
        try (var stream = CLIENT.stream(url, "Authorization: bearer " + job.at("/data/authToken"))) {
            assertThat(stream.chunk()).contains("retry: 5000\n\n");
        }
    }
}
