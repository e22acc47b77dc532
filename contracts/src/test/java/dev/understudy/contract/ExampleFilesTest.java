package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contract.SseTranscript.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files beside the contract that people copy from. */
class ExampleFilesTest {
    private static final Path FOLDER = PackCopy.ORIGINAL.resolve("examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The files of all packs. */
    private static Stream<Path> files(String end) {
        return Contract.bundled().stream().flatMap(pack -> files(pack, end));
    }

    private static Stream<Path> files(String pack, String end) {
        try (var files = Files.list(Path.of(pack, "examples"))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contract contract(Path file) {
        return Contract.load(file.getName(0).toString());
    }

    static Stream<Path> bodies() {
        return files(".json");
    }

    static Stream<Path> transcripts() {
        return files(".sse");
    }

    /** Those whose events have ids, so that a client can come back where it was. */
    static Stream<Path> resumable() {
        return transcripts().filter(file -> contract(file).streamForm().ids());
    }

    /** Their names are an operation and a status, or {@code request}. */
    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_fits_the_schema_that_its_name_says(Path file) throws IOException {
        var words = file.getFileName().toString().split("\\.", -1);
        var contract = contract(file);
        var operation = contract.operation(words[0]).orElseThrow();
        var schemas = words[1].equals("request")
                ? operation.request().orElseThrow().schemas()
                : operation.responses().values().stream()
                        .filter(response -> response.status() == Integer.parseInt(words[1]))
                        .findFirst()
                        .orElseThrow()
                        .schemas();
        var schema = schemas.getOrDefault("application/json", "");
        assertThat(contract.shapes().misfits(schema, JSON.readTree(file.toFile())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void the_events_of_a_transcript_fit_their_messages(Path file) throws IOException {
        var contract = contract(file);
        assertThat(SseTranscript.of(Files.readString(file)).events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(contract.shapes()
                                .misfits(message(contract, event).schema(), payload(event)))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void a_transcript_begins_as_its_contract_says_and_ends_with_what_ends_a_connection(Path file) throws IOException {
        var contract = contract(file);
        var transcript = SseTranscript.of(Files.readString(file));
        var beginning = Stream.concat(
                        contract.streamForm().greeting().map(text -> ": " + text).stream(),
                        contract.times().retry().map(time -> "retry: " + time.toMillis()).stream())
                .toList();
        assertThat(transcript.blocks().get(0).subList(0, beginning.size())).isEqualTo(beginning);
        var events = transcript.events();
        assertThat(message(contract, events.get(events.size() - 1)).end()).isNotEqualTo(Message.End.NOTHING);
        assertThat(events.subList(0, events.size() - 1))
                .allSatisfy(event -> assertThat(message(contract, event).end()).isEqualTo(Message.End.NOTHING));
    }

    @ParameterizedTest
    @MethodSource("resumable")
    void ids_rise_and_progress_does_not_fall(Path file) throws IOException {
        var events = SseTranscript.of(Files.readString(file)).events();
        assertThat(events).extracting(Event::id).isSorted().doesNotHaveDuplicates();
        assertThat(events)
                .extracting(event -> payload(event).path("progress").doubleValue())
                .isSorted();
        assertThat(events)
                .extracting(event -> payload(event).path("jobId").asText())
                .containsOnly(payload(events.get(0)).path("jobId").asText());
    }

    @Test
    void every_way_in_which_a_stream_can_end_is_shown() throws IOException {
        var shown = new java.util.ArrayList<String>();
        for (var file : files(Contract.DEFAULT, ".sse").toList()) {
            SseTranscript.of(Files.readString(file)).events().forEach(event -> shown.add(event.name()));
        }
        assertThat(shown).containsAll(List.of("completed", "failed", "canceled", "error", "timeout"));
    }

    @Test
    void the_photos_are_photos() throws IOException {
        for (var name : List.of("shelf.png", "shelf.jpg")) {
            var image = ImageIO.read(FOLDER.resolve(name).toFile());
            assertThat(image.getWidth()).as(name).isEqualTo(4);
            assertThat(image.getHeight()).as(name).isEqualTo(2);
        }
    }

    @Test
    void the_library_has_quotes_commas_line_ends_and_text_beyond_ascii() throws IOException {
        var text = Files.readString(FOLDER.resolve("library.csv"));
        assertThat(text)
                .startsWith("Title,Author,ISBN,Publisher,Year,Pages\n")
                .contains("\"\"Unabridged\"\"", "\"Dahl, Roald\"", "\"A title\non two lines\"", "吾輩は猫である", "📚");
    }

    @Test
    void the_results_account_for_every_row_of_the_library() throws IOException {
        var data = JSON.readTree(FOLDER.resolve("getImportResults.200.json").toFile())
                .path("data");
        assertThat(data.path("booksCreated").intValue()).isEqualTo(12);
        assertThat(data.path("books").size() + data.path("errors").size()).isEqualTo(12);
        var created =
                JSON.readTree(FOLDER.resolve("createImport.202.json").toFile()).path("data");
        assertThat(created.path("totalCount").intValue()).isEqualTo(12);
        assertThat(data.path("jobId")).isEqualTo(created.path("jobId"));
    }

    private static Message message(Contract contract, Event event) {
        return contract.messageOf(event.name(), event.data()).orElseThrow();
    }

    private static JsonNode payload(Event event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event + " has no JSON", e);
        }
    }
}
