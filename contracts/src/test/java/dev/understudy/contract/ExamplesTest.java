package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show must be what they demand. */
class ExamplesTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a stand-in server would fill into the templates. */
    private static final JsonNode VARIABLES =
            YamlDocument.parse("variables.yaml", """
                    jobId: import_abc123
                    token: 6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
                    tokenSeconds: 7200
                    status: completed
                    progress: 0.5
                    percent: 50.0
                    processed: 2
                    total: 4
                    parts: 3
                    label: csv_import
                    startedAt: '2025-11-28T10:15:00.000Z'
                    completedAt: '2025-11-28T10:15:42.000Z'
                    expiresAt: '2025-11-28T12:15:42.000Z'
                    now: '2025-11-28T10:16:00.000Z'
                    nowMillis: 1764324960000
                    durationMillis: 42000
                    pipeline: imports
                    ttl: 2h
                    created: 2
                    updated: 1
                    duplicates: 1
                    succeeded: 3
                    failed: 1
                    errors: [{row: 3, isbn: '1234567890', error: Invalid ISBN}]
                    items:
                      - {title: Momo, author: Michael Ende, isbn13: '9783522177504', isbn10: '3522177509', pages: 304, year: '2005'}
                      - {title: Only a title}
                    message: Job canceled successfully
                    reason: barcodes is empty; send 1 to 1000.
                    problems: [/barcodes is empty]
                    maxBytes: 8388608
                    retryAfter: 60
                    method: GET
                    path: /nowhere
                    """).root();

    static List<String> packs() {
        return Contract.bundled();
    }

    private static Optional<JsonNode> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }

    /** Status words are a contract's own. */
    private static Optional<JsonNode> variable(Contract contract, String name) {
        return name.equals("status")
                ? Optional.of(JSON.getNodeFactory().textNode(contract.statusAfter("completed")))
                : variable(name);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_example_fits_its_schema(String pack) {
        assertThat(PackExamples.of(pack).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_json_body_of_every_operation_has_an_example(String pack) {
        var contract = Contract.load(pack);
        var shown = PackExamples.of(pack).all().stream()
                .map(PackExamples.Example::schema)
                .toList();
        assertThat(contract.operations()).allSatisfy(operation -> {
            operation
                    .request()
                    .map(request -> request.schemas())
                    .ifPresent(schemas -> schemas.forEach((type, schema) -> {
                        if (type.equals("application/json")) {
                            assertThat(shown).as(operation + " request").contains(schema);
                        }
                    }));
            operation
                    .responses()
                    .values()
                    .forEach(response -> assertThat(shown)
                            .as(operation + " " + response.status())
                            .containsAll(response.schemas().values()));
        });
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_message_has_an_example(String pack) {
        var contract = Contract.load(pack);
        var shown = PackExamples.of(pack).all().stream()
                .map(PackExamples.Example::schema)
                .toList();
        assertThat(contract.messages()).allSatisfy(message -> assertThat(shown).contains(message.schema()));
    }

    @Test
    void an_example_that_its_schema_refuses_is_found(@TempDir Path folder) {
        PackCopy.in(folder)
                .change("asyncapi.yaml", "progress: 0.5, processedCount: 75", "progress: 50, processedCount: 75")
                .change("openapi.yaml", "barcodes: ['9780140328721', '9780261103573']", "barcodes: []");
        assertThat(PackExamples.of(folder.toString()).problems())
                .hasSize(2)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("openapi.yaml:", "/barcodes", "minItems"),
                        problem -> assertThat(problem).contains("asyncapi.yaml:", "/progress", "maximum"));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void the_example_of_a_stream_is_made_of_the_contracts_messages(String pack) {
        var contract = Contract.load(pack);
        var streams = PackExamples.of(pack).all().stream()
                .filter(example -> example.at().contains("text~1event-stream"))
                .toList();
        boolean streamed = contract.operations().stream()
                .anyMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM)));
        assertThat(streams.isEmpty()).isNotEqualTo(streamed);
        assertThat(streams)
                .allSatisfy(example ->
                        assertFits(contract, SseTranscript.of(example.value().asText())));
    }

    private static void assertFits(Contract contract, SseTranscript transcript) {
        assertThat(transcript.events()).isNotEmpty().allSatisfy(event -> {
            var message = contract.messageOf(event.name(), event.data())
                    .or(() -> contract.dialects().stream()
                            .flatMap(dialect -> dialect.named(event.name()).stream())
                            .findFirst())
                    .orElseThrow();
            assertThat(contract.shapes().misfits(message.schema(), JSON.readTree(event.data())))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("packs")
    void the_templates_of_all_answers_fit_their_schemas(String pack) {
        var contract = Contract.load(pack);
        assertThat(contract.operations())
                .allSatisfy(operation -> operation
                        .responses()
                        .values()
                        .forEach(response -> response.answer()
                                .ifPresent(template -> assertThat(contract.shapes()
                                                .misfits(
                                                        response.schemas().getOrDefault("application/json", ""),
                                                        contract.render(template, name -> variable(contract, name))))
                                        .as(operation.id() + " " + response.status())
                                        .isEmpty())));
    }

    private static List<Shapes.Misfit> misfits(String schema, JsonNode value) {
        return CONTRACT.shapes().misfits(schema, value);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void the_templates_of_all_messages_fit_their_schemas(String pack) {
        var contract = Contract.load(pack);
        var wanted = List.of("completed");
        assertThat(contract.messages()).allSatisfy(message -> {
            Function<String, Optional<JsonNode>> variables =
                    name -> name.equals("status") && !wanted.contains(message.jobEvent())
                            ? Optional.of(JSON.getNodeFactory().textNode("processing"))
                            : variable(name);
            assertThat(contract.shapes().misfits(message.schema(), contract.render(message.payload(), variables)))
                    .as(message.name())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_error_fits_the_one_envelope(String pack) {
        var contract = Contract.load(pack);
        assertThat(contract.errorNames()).isNotEmpty().allSatisfy(name -> {
            var kind = contract.error(name).orElseThrow();
            if (kind.fields().has("text")) {
                assertThat(kind.fields().path("text").asText()).isNotBlank();
                return;
            }
            var body = contract.renderError(kind, ExamplesTest::variable);
            assertThat(contract.shapes().misfits("/components/schemas/ErrorEnvelope", body))
                    .isEmpty();
            assertThat(body.toString()).doesNotContain("{jobId}", "{reason}", "{method}");
        });
    }

    @Test
    void every_error_says_whether_the_same_again_may_succeed() {
        assertThat(CONTRACT.errorNames())
                .allSatisfy(name -> assertThat(
                                CONTRACT.renderError(CONTRACT.error(name).orElseThrow(), ExamplesTest::variable)
                                        .at("/error/retryable")
                                        .isBoolean())
                        .isTrue());
    }

    @Test
    void a_misfit_says_what_and_where() throws IOException {
        var misfits = CONTRACT.shapes()
                .misfits(
                        "/components/schemas/ProcessingEvent",
                        JSON.readTree(
                                "{\"jobId\":\"x\",\"status\":\"processing\",\"progress\":1.5,\"processedCount\":1}"));
        assertThat(misfits)
                .extracting(Shapes.Misfit::keyword, Shapes.Misfit::at)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("maximum", "/progress"),
                        org.assertj.core.groups.Tuple.tuple("required", ""));
        assertThat(misfits.toString()).contains("openapi.yaml#/components/schemas/ProcessingEvent");
    }

    @Test
    void formats_are_judged_too() throws IOException {
        assertThat(misfits("/components/schemas/Metadata", JSON.readTree("{\"timestamp\":\"yesterday\"}")))
                .extracting(Shapes.Misfit::keyword)
                .containsExactly("format");
    }
}
