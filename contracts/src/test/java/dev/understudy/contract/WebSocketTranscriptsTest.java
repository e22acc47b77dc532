package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversations beside a contract: each line is said by the client ({@code >}) or by the server ({@code <}). */
class WebSocketTranscriptsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOSE = "< close ";

    static Stream<Path> transcripts() {
        return Contract.bundled().stream().flatMap(WebSocketTranscriptsTest::transcripts);
    }

    private static Stream<Path> transcripts(String pack) {
        try (var files = Files.list(Path.of(pack, "examples"))) {
            return files.filter(file -> file.toString().endsWith(".ws")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contract contract(Path file) {
        return Contract.load(file.getName(0).toString());
    }

    private static List<JsonNode> said(Path file, String by) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(by + " {"))
                .map(line -> parsed(line.substring(2)))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void what_the_server_says_fits_one_of_its_messages(Path file) throws IOException {
        var contract = contract(file);
        assertThat(said(file, "<"))
                .isNotEmpty()
                .allSatisfy(message -> assertFitsOne(
                        contract,
                        message,
                        contract.dialects().stream()
                                .flatMap(dialect -> dialect.messages().values().stream())
                                .filter(known ->
                                        known.name().equals(message.path("type").asText()))
                                .map(Message::schema)));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void what_the_client_says_is_known(Path file) throws IOException {
        var contract = contract(file);
        assertThat(said(file, ">"))
                .isNotEmpty()
                .allSatisfy(message -> assertFitsOne(
                        contract,
                        message,
                        contract.dialects().stream()
                                .flatMap(dialect -> dialect.fromClient().stream())
                                .filter(known -> known.fits(message))
                                .map(ClientMessage::schema)));
    }

    private static void assertFitsOne(Contract contract, JsonNode message, Stream<String> schemas) {
        assertThat(schemas.filter(
                        schema -> contract.shapes().misfits(schema, message).isEmpty()))
                .as(message.toString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void it_ends_with_a_close_frame_that_the_contract_has(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var closes = contract(file).webSocket().orElseThrow().closes().values().stream()
                .map(closing -> CLOSE + closing.code() + " " + closing.reason())
                .toList();
        assertThat(lines.get(lines.size() - 1)).isIn(closes);
    }

    @Test
    void every_way_in_which_a_job_can_end_is_shown_in_every_dialect_that_has_it() {
        var shown = new HashSet<String>();
        transcripts().forEach(file -> {
            try {
                said(file, "<")
                        .forEach(message -> shown.add(message.path("type").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(shown).contains("job_complete", "error", "complete", "batch-complete", "reconnected");
    }
}
