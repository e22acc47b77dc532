package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.mock.Client.Event;
import dev.understudy.mock.RawHttp.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving the clock moves everything: heartbeats, timeouts, lives of results and tokens, windows of limits. */
class TimeTest {
    @TempDir
    Path folder = Path.of("");

    private MockServer playing(String id, String rest) throws IOException {
        Files.writeString(folder.resolve(id + ".yaml"), "id: " + id + "\ntitle: T\nabout: A\n" + rest);
        return MockServer.start(
                Mocks.still().withScenarioFolders(List.of(folder), false).withScenario(id));
    }

    private static void skipStart(RawHttp stream) throws IOException {
        assertThat(stream.chunk()).contains("retry: 5000\n\n");
        assertThat(stream.chunk().orElseThrow()).contains("event: initialized");
    }

    @Test
    void a_heartbeat_comes_after_thirty_seconds_of_silence_and_not_before() throws IOException {
        try (var mock = playing("stuck", "job: {items: 2, timeline: [initialized, {after: 10m, completed}]}\n");
                var stream = new Client(mock.baseUri()).stream("/api/v2/imports/stuck/stream")) {
            skipStart(stream);
            mock.advance(Duration.ofMillis(29_999));
            assertThat(stream.hasMore(50)).isFalse();
            mock.advance(Duration.ofMillis(1));
            assertThat(stream.chunk()).contains(": heartbeat\n\n");
            mock.advance(Duration.ofSeconds(30));
            assertThat(stream.chunk()).contains(": heartbeat\n\n");
        }
    }

    @Test
    void five_minutes_without_an_event_end_the_stream_and_not_the_job() throws IOException {
        try (var mock = playing("stuck", "job: {items: 2, timeline: [initialized, {after: 10m, completed}]}\n")) {
            var client = new Client(mock.baseUri());
            try (var stream = client.stream("/api/v2/imports/stuck/stream")) {
                skipStart(stream);
                mock.advance(Duration.ofMinutes(5));
                var event = Event.in(stream.chunk().orElseThrow()).get(0);
                assertThat(event.name()).isEqualTo("timeout");
                assertThat(event.json().at("/error/code").asText()).isEqualTo("STREAM_TIMEOUT");
                assertThat(stream.ending()).isEqualTo(Ending.LAST_CHUNK);
                assertThat(client.get("/api/v2/imports/stuck").at("/data/status"))
                        .isEqualTo("initialized");
                mock.advance(Duration.ofMinutes(5));
                try (var again = client.stream("/api/v2/imports/stuck/stream", "Last-Event-ID: " + event.id())) {
                    assertThat(Client.events(again)).extracting(Event::name).containsExactly("completed");
                }
            }
        }
    }

    @Test
    void results_live_for_two_hours_from_the_end_of_the_job() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Title,Author,ISBN\nA,B,\n");
            var results = created.at("/data/statusUrl") + "/results";
            mock.advance(Duration.ofMinutes(1));
            var expires = client.get(results).at("/data/expiresAt");
            assertThat(expires).isEqualTo("2026-01-01T02:00:00.400Z");
            mock.advance(Duration.ofMillis(2 * 3_600_000 + 400 - 60_000 - 1));
            assertThat(client.get(results).status()).isEqualTo(200);
            mock.advance(Duration.ofMillis(1));
            var gone = client.get(results);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.at("/error/details/status")).isEqualTo("completed");
            assertThat(gone.at("/error/details/expiresAt")).isEqualTo(expires);
            assertThat(client.get(created.at("/data/statusUrl")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_limit_says_when_to_come_back_and_keeps_its_word() throws IOException {
        try (var mock = Mocks.still("create-rate-limited")) {
            var client = new Client(mock.baseUri());
            var csv = "Title,Author,ISBN\nA,B,\n";
            assertThat(client.importCsv(csv).head().header("x-ratelimit-remaining"))
                    .isEqualTo("1");
            mock.advance(Duration.ofNanos(300_000));
            assertThat(client.importCsv(csv).status()).isEqualTo(202);
            var refused = client.importCsv(csv);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.head().header("retry-after")).isEqualTo("1");
            assertThat(refused.json().at("/error/retryAfter").intValue()).isEqualTo(1);
            assertThat(refused.head().header("x-ratelimit-limit")).isEqualTo("2");
            assertThat(refused.head().header("x-ratelimit-reset"))
                    .isEqualTo(Long.toString(Mocks.ORIGIN.getEpochSecond() + 1));
            mock.advance(Duration.ofSeconds(1));
            assertThat(client.importCsv(csv).status()).isEqualTo(202);
        }
    }

    @Test
    void asking_again_after_retry_after_is_never_too_early() throws IOException {
        try (var mock = playing("limited", "rate-limit: {status: {calls: 1, per: 1500250us}}\n")) {
            var client = new Client(mock.baseUri());
            assertThat(client.get("/api/v2/imports/limited").status()).isEqualTo(200);
            mock.advance(Duration.ofMillis(500));
            var refused = client.get("/api/v2/imports/limited");
            assertThat(refused.head().header("retry-after")).isEqualTo("2");
            mock.advance(Duration.ofSeconds(2));
            assertThat(client.get("/api/v2/imports/limited").status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_can_be_renewed_in_its_last_half_hour() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Title,Author,ISBN\nA,B,\n");
            var id = created.at("/data/jobId");
            var old = created.at("/data/authToken");
            var body = "{\"jobId\":\"" + id + "\",\"oldToken\":\"" + old + "\"}";
            assertThat(client.postJson("/api/token/refresh", body).at("/error/message"))
                    .isEqualTo("Refresh not allowed yet.");
            mock.advance(Duration.ofMinutes(90));
            var renewed = client.postJson("/api/token/refresh", body);
            assertThat(renewed.status()).isEqualTo(200);
            assertThat(renewed.at("/data/token")).isNotEqualTo(old);
            assertThat(renewed.json().at("/data/expiresIn").intValue()).isEqualTo(7200);
            mock.advance(Duration.ofMinutes(4));
            assertThat(cancel(client, id, old).status())
                    .as("good for five minutes more")
                    .isEqualTo(200);
            mock.advance(Duration.ofMinutes(1));
            assertThat(cancel(client, id, old).errorCode()).isEqualTo("INVALID_TOKEN");
            assertThat(cancel(client, id, renewed.at("/data/token")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_ends_after_two_hours() throws IOException {
        try (var mock = Mocks.still("happy-path")) {
            var client = new Client(mock.baseUri());
            var created = client.importCsv("Title,Author,ISBN\nA,B,\n");
            mock.advance(Duration.ofHours(2));
            var id = created.at("/data/jobId");
            assertThat(cancel(client, id, created.at("/data/token")).errorCode())
                    .isEqualTo("TOKEN_EXPIRED");
            var body = "{\"jobId\":\"" + id + "\",\"oldToken\":\"" + created.at("/data/token") + "\"}";
            assertThat(client.postJson("/api/token/refresh", body).errorCode()).isEqualTo("TOKEN_EXPIRED");
        }
    }

    private static Client.Answer cancel(Client client, String id, String token) throws IOException {
        return client.ask("DELETE", "/v1/jobs/" + id, "Authorization: Bearer " + token);
    }

    @Test
    void refreshing_counts_against_its_limit() throws IOException {
        try (var mock = playing("limited", "rate-limit: {refresh-token: {calls: 0, per: 1m}}\n")) {
            var client = new Client(mock.baseUri());
            client.get("/api/v2/imports/limited");
            assertThat(client.postJson("/api/token/refresh", "{\"jobId\":\"limited\",\"oldToken\":\"x\"}")
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void time_does_not_go_back() {
        try (var mock = Mocks.still("happy-path")) {
            assertThatIllegalArgumentException().isThrownBy(() -> mock.advance(Duration.ofSeconds(-1)));
        }
    }
}
