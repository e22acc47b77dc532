package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the SSE integration guide shows is what the mock shows with its contract. */
class GuideTest {
    private static final String STREAM = "/api/v2/imports/test-job-123/stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockServer mock = MockServer.start(
            ServerSettings.defaults().withContract("bookstrack-guide").withSpeed(20));
    private final Client client = new Client(mock.baseUri());

    @AfterEach
    void close() {
        mock.close();
    }

    @Test
    void the_test_with_curl_shows_what_the_guide_says() throws IOException {
        assertThat(client.get(STREAM, Client.EVENT_STREAM).body()).isEqualTo("""
                        : connection established
                        retry: 5000

                        event: progress
                        data: {"progress":0.5,"processedCount":50,"totalCount":100}

                        event: complete
                        data: {"status":"complete","totalRows":100}

                        """);
    }

    @Test
    void an_upload_is_answered_flat_and_its_stream_has_every_field_that_the_guides_types_need() throws IOException {
        var accepted = client.importCsv("Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.at("/status")).isEqualTo("queued");
        assertThat(accepted.at("/estimatedRows")).isEqualTo("1");
        var stream = client.get(accepted.at("/sseUrl"), Client.EVENT_STREAM).body();
        assertThat(fields(stream, "progress")).contains("progress", "processedCount", "totalCount", "status");
        assertThat(fields(stream, "complete")).contains("jobId", "status", "totalRows", "successfulRows", "failedRows");
    }

    @Test
    void the_status_is_flat_and_says_complete_at_the_end() throws IOException {
        var accepted = client.importCsv("Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n");
        client.get(accepted.at("/sseUrl"), Client.EVENT_STREAM);

        var status = client.get("/api/v2/imports/" + accepted.at("/jobId"));

        assertThat(status.body())
                .isEqualTo("{\"jobId\":\"" + accepted.at("/jobId")
                        + "\",\"status\":\"complete\",\"progress\":1.0,\"processedRows\":1,\"totalRows\":1}");
    }

    /** The fields of the last event with this name. */
    private static List<String> fields(String stream, String event) throws IOException {
        var data = stream.lines()
                .dropWhile(line -> !line.equals("event: " + event))
                .skip(1)
                .findFirst()
                .map(line -> line.substring("data: ".length()))
                .orElse("");
        var names = JSON.readTree(Objects.requireNonNull(data)).fieldNames();
        return java.util.stream.StreamSupport.stream(((Iterable<String>) () -> names).spliterator(), false)
                .toList();
    }
}
