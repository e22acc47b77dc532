package dev.understudy.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mock.Client.Part;
import dev.understudy.mock.script.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creating jobs, in order and not. */
class CreateTest {
    private static final MockServer MOCK = Mocks.still("happy-path");
    private static final Client CLIENT = new Client(MOCK.baseUri());
    private static final String CSV = "Title,Author,ISBN\nMomo,Michael Ende,9783522177504\n";

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static Part photo(String name) throws IOException {
        var examples = Path.of("..", "contracts", "bookstrack", "examples");
        return new Part(name, "shelf.png", Bytes.of(Files.readAllBytes(examples.resolve("shelf.png"))));
    }

    @Test
    void a_csv_makes_an_import() throws IOException {
        var answer = CLIENT.importCsv(CSV);
        assertThat(answer.status()).isEqualTo(202);
        var id = answer.at("/data/jobId");
        assertThat(id).matches("import_[a-z0-9]{10}");
        assertThat(answer.at("/data/sseUrl")).isEqualTo("/api/v2/imports/" + id + "/stream");
        assertThat(answer.at("/data/statusUrl")).isEqualTo("/api/v2/imports/" + id);
        assertThat(answer.at("/data/token")).isEqualTo(answer.at("/data/authToken"));
        assertThat(answer.json().at("/data/totalCount").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"photos, photos", "photos[], photos[]", "photos, photos[]"})
    void photos_make_a_scan_under_either_name(String first, String second) throws IOException {
        var answer = CLIENT.postForm("/api/v2/scans", List.of(photo(first), photo(second)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/data/jobId")).startsWith("scan_");
        assertThat(answer.json().at("/data/totalPhotos").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"/api/v2/enrichments", "/v1/enrichment/batch", "/api/batch-enrich"})
    void barcodes_make_an_enrichment_under_any_path(String path) throws IOException {
        var answer = CLIENT.postJson(path, "{\"barcodes\":[\"9780140328721\",\"9780261103573\"]}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/data/jobId")).startsWith("batch_");
        assertThat(answer.json().at("/data/totalCount").intValue()).isEqualTo(2);
    }

    @Test
    void the_older_scan_path_streams_under_imports() throws IOException {
        var answer = CLIENT.postForm("/api/batch-scan", List.of(photo("photos")));
        var url = answer.at("/data/sseUrl");
        assertThat(url).startsWith("/api/v2/imports/scan_");
        try (var stream = CLIENT.stream(url)) {
            assertThat(stream.chunk()).contains("retry: 5000\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | INVALID_REQUEST",
                "{\"barcodes\":[]} | 400 | EMPTY_BATCH",
                "{\"barcodes\":\"978\"} | 400 | INVALID_REQUEST",
                "{\"barcodes\":[1]} | 400 | INVALID_REQUEST",
                "{\"barcodes\":[\"\"]} | 400 | INVALID_REQUEST",
                "[] | 400 | INVALID_REQUEST",
                "null | 400 | INVALID_REQUEST",
                "{\"barcodes\":[\"1\"]} trailing | 400 | INVALID_REQUEST",
                "{\"barcodes\": | 400 | INVALID_REQUEST",
                "not json | 400 | INVALID_REQUEST"
            },
            quoteCharacter = '`')
    void a_body_that_is_not_in_order_is_refused(String body, int status, String code) throws IOException {
        var answer = CLIENT.postJson("/api/v2/enrichments", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.at("/error/message")).isNotBlank();
    }

    @Test
    void an_empty_body_is_refused() throws IOException {
        var answer = CLIENT.ask("POST", "/api/v2/enrichments", "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/message")).isEqualTo("This is not JSON: the body is empty.");
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws IOException {
        for (var hex : List.of(
                Bytes.of((byte) 0xff, (byte) 0xfe, (byte) 1), Bytes.of((byte) 0, (byte) 0, (byte) 0x7f, (byte) 1))) {
            var bytes = new byte[hex.length()];
            hex.asBuffer().get(bytes);
            assertThat(CLIENT.ask("POST", "/api/v2/enrichments", bytes, "Content-Type: application/json")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void json_without_end_in_depth_is_refused() throws IOException {
        assertThat(CLIENT.postJson("/api/v2/enrichments", "[".repeat(100_000)).status())
                .isEqualTo(400);
    }

    @Test
    void a_thousand_barcodes_are_the_most() throws IOException {
        var thousand = String.join(",", Collections.nCopies(1000, "\"9780140328721\""));
        assertThat(CLIENT.postJson("/api/v2/enrichments", "{\"barcodes\":[" + thousand + "]}")
                        .status())
                .isEqualTo(202);
        var answer = CLIENT.postJson("/api/v2/enrichments", "{\"barcodes\":[" + thousand + ",\"1\"]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("BATCH_TOO_LARGE");
    }

    @Test
    void a_wrong_media_type_is_refused() throws IOException {
        var answer =
                CLIENT.ask("POST", "/api/v2/imports", CSV.getBytes(StandardCharsets.UTF_8), "Content-Type: text/csv");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/message"))
                .isEqualTo("The Content-Type is 'text/csv', expected multipart/form-data.");
        assertThat(CLIENT.ask("POST", "/api/v2/imports").status()).isEqualTo(400);
    }

    @Test
    void a_form_without_its_part_says_what_it_has() throws IOException {
        var answer = CLIENT.postForm("/api/v2/imports", List.of(Part.of("csv", "x.csv", CSV)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("MISSING_PARAMETER");
        assertThat(answer.at("/error/message")).isEqualTo("The form has no part 'file'; it has: csv.");
    }

    @Test
    void a_form_without_parts_is_refused() throws IOException {
        assertThat(CLIENT.postForm("/api/v2/imports", List.of()).status()).isEqualTo(400);
    }

    @Test
    void a_form_that_is_cut_off_or_has_no_boundary_is_refused() throws IOException {
        var form = new String(Client.form(List.of(Part.of("file", "x.csv", CSV))), StandardCharsets.UTF_8);
        var cut = form.substring(0, form.length() - 20).getBytes(StandardCharsets.UTF_8);
        assertThat(CLIENT.ask("POST", "/api/v2/imports", cut, "Content-Type: multipart/form-data; boundary=XX")
                        .status())
                .isEqualTo(400);
        assertThat(CLIENT.ask("POST", "/api/v2/imports", cut, "Content-Type: multipart/form-data")
                        .status())
                .isEqualTo(400);
        assertThat(CLIENT.ask("POST", "/api/v2/imports", cut, "Content-Type: multipart/form-data; boundary=other")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void six_photos_are_too_many_and_a_text_is_no_photo() throws IOException {
        var six = IntStream.range(0, 6)
                .mapToObj(i -> Part.of("photos", "a.jpg", "\u00ff"))
                .toList();
        assertThat(CLIENT.postForm("/api/v2/scans", six).errorCode()).isEqualTo("BATCH_TOO_LARGE");
        var text = CLIENT.postForm("/api/v2/scans", List.of(Part.of("photos", "a.jpg", "hello")));
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.at("/error/message")).isEqualTo("'a.jpg' is neither JPEG nor PNG.");
    }

    @Test
    void a_file_over_eight_mebibytes_is_too_large() throws IOException {
        int most = 8 * 1024 * 1024;
        var answer = CLIENT.importCsv("x".repeat(most + 1));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("FILE_TOO_LARGE");
        assertThat(answer.json().at("/error/details/maxBytes").intValue()).isEqualTo(most);
        assertThat(CLIENT.importCsv("x".repeat(most)).status()).isEqualTo(202);
    }

    @Test
    void a_body_that_says_it_is_far_too_large_is_refused_before_it_comes() throws IOException {
        try (var http = RawHttp.connect(MOCK.baseUri())) {
            http.send(
                    "POST",
                    "/api/v2/imports",
                    "Content-Type: multipart/form-data; boundary=XX",
                    "Content-Length: 99999999999");
            assertThat(http.head().status()).isEqualTo(413);
        }
    }

    @Test
    void a_body_without_end_is_refused_when_it_is_too_large() throws IOException {
        try (var http = RawHttp.connect(MOCK.baseUri())) {
            http.send("POST", "/api/v2/enrichments", "Content-Type: application/json", "Transfer-Encoding: chunked");
            var chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 18; i++) {
                http.write(chunk);
            }
            var head = http.head();
            assertThat(head.status()).isEqualTo(413);
            assertThat(http.body()).contains("FILE_TOO_LARGE");
        }
    }

    @Test
    void an_unknown_scenario_is_refused_with_the_nearest_one() throws IOException {
        var answer = CLIENT.importCsv(CSV, "X-Mock-Scenario: hapy-path");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/message"))
                .startsWith("There is no scenario 'hapy-path'. Did you mean 'happy-path'?");
    }
}
