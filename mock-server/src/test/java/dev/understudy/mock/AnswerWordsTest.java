package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the words for answers do, as a client sees it. */
class AnswerWordsTest {
    @Test
    void a_redirect_can_lead_to_this_server_under_another_name() throws IOException {
        try (var mock = Mocks.still("redirect-to-another-origin")) {
            var port = mock.baseUri().getPort();
            var path = "/api/v2/imports/redirect-to-another-origin/stream";
            var answer = new Client(mock.baseUri()).get(path, Client.EVENT_STREAM);
            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.head().header("location")).isEqualTo("http://localhost:" + port + path);
        }
    }

    @Test
    void the_time_to_come_back_can_be_a_date_of_a_clock_that_is_wrong() throws IOException {
        try (var mock = Mocks.still("retry-after-as-date")) {
            var answer =
                    new Client(mock.baseUri()).get("/api/v2/imports/retry-after-as-date/stream", Client.EVENT_STREAM);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.head().header("date")).isEqualTo("Thu, 01 Jan 2026 01:00:00 GMT");
            assertThat(answer.head().header("retry-after")).isEqualTo("Thu, 01 Jan 2026 01:00:03 GMT");
        }
    }
}
