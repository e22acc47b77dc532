package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReaderTest {
    private static final String OPENAPI = "openapi.yaml";
    private static final String ASYNCAPI = "asyncapi.yaml";
    private static final String RULES = "rules.yaml";

    @TempDir
    Path folder = Path.of("");

    /** The problems of the changed pack, each as it would be printed, without the folder. */
    private List<String> problems(Consumer<PackCopy> change) {
        var copy = PackCopy.in(folder);
        change.accept(copy);
        try {
            copy.load();
        } catch (InvalidDocumentException e) {
            return e.problems().stream()
                    .map(Problem::toString)
                    .map(text -> text.replace(folder + "/", ""))
                    .toList();
        }
        return List.of();
    }

    @Test
    void a_copy_of_the_pack_is_in_order() {
        assertThat(problems(copy -> {})).isEmpty();
    }

    @Test
    void a_reference_that_leads_nowhere_is_refused() {
        assertThat(problems(copy -> copy.change(ASYNCAPI, "schemas/InitializedEvent", "schemas/InitialisedEvent")))
                .containsExactly(place(ASYNCAPI, "'./openapi.yaml#/components/schemas/InitialisedEvent")
                        + "  The reference ./openapi.yaml#/components/schemas/InitialisedEvent leads nowhere."
                        + " Define it, or correct its spelling.");
        assertThat(problemsOfAnother(OPENAPI, "'#/components/responses/BadRequest'", "'#BadRequest'"))
                .singleElement()
                .asString()
                .contains("The reference #BadRequest leads nowhere.");
    }

    private String place(String document, String text) {
        return PackCopy.of(folder).place(document, text);
    }

    private List<String> problemsOfAnother(String document, String from, String to) {
        try {
            var fresh = Files.createTempDirectory(folder, "pack");
            PackCopy.in(fresh).change(document, from, to).load();
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems().stream().map(Problem::toString).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void references_in_a_circle_are_refused() {
        assertThat(problems(copy -> copy.change(
                        OPENAPI,
                        "    BadRequest:\n",
                        "    BadRequest: {$ref: '#/components/responses/BadRequest'}\n    Other:\n")))
                .singleElement()
                .asString()
                .contains(" leads back to itself. Define it in one place.");
    }

    @Test
    void a_newer_openapi_than_the_parser_knows_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "openapi: 3.1.0", "openapi: 3.2.0")))
                .singleElement()
                .asString()
                .startsWith("openapi.yaml:1:10  This version of OpenAPI cannot be read; 3.0 and 3.1 can.");
    }

    @Test
    void what_is_no_openapi_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "  title: BooksTrack job API\n", "")))
                .singleElement()
                .asString()
                .startsWith("openapi.yaml:1:1  OpenAPI: attribute info.title is missing.");
    }

    @Test
    void an_openapi_without_paths_is_refused() {
        assertThat(problems(
                        copy -> copy.write(OPENAPI, "openapi: 3.1.0\ninfo: {title: x, version: '1'}\ncomponents: {}\n")
                                .write(ASYNCAPI, "asyncapi: 3.1.0\n")))
                .singleElement()
                .asString()
                .contains("There are no paths, so there is nothing to serve.");
    }

    @Test
    void an_operation_without_an_id_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "      operationId: getImport\n", "")))
                .containsExactly(place(OPENAPI, "tags: [imports]\n      summary: The state")
                        + "  GET /api/v2/imports/{jobId} lacks its operationId." + " Give it one that no other has.");
    }

    @Test
    void an_unknown_part_of_a_jobs_life_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "x-job: results", "x-job: result")))
                .containsExactly(
                        place(OPENAPI, "result\n      x-pipeline")
                                + "  There is no part of a job's life called 'result'."
                                + " Did you mean 'results'? Use one of: create, status, stream, websocket, results, cancel, refresh-token.");
    }

    @Test
    void an_unknown_pipeline_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "x-pipeline: scans", "x-pipeline: scan")))
                .singleElement()
                .asString()
                .endsWith(
                        "There is no pipeline 'scan'. Did you mean 'scans'? Use one of: imports, enrichments, scans.");
    }

    @Test
    void a_default_response_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "'413': {$ref", "default: {$ref")))
                .singleElement()
                .asString()
                .contains("'default' is no status. Name each status by its number");
    }

    @Test
    void a_time_that_is_none_is_refused() {
        assertThat(problems(copy -> copy.change(OPENAPI, "heartbeat: 30s", "heartbeat: often")))
                .singleElement()
                .asString()
                .contains("x-times/heartbeat is 'often', which is no duration.");
    }

    @Test
    void a_message_whose_payload_is_no_schema_of_the_openapi_is_refused() {
        assertThat(problems(copy -> copy.change(
                        ASYNCAPI,
                        "payload: {$ref: './openapi.yaml#/components/schemas/CompletedEvent'}",
                        "payload: {type: object}")))
                .singleElement()
                .asString()
                .contains("The payload of this message is no schema of openapi.yaml.");
    }

    @Test
    void two_messages_for_one_job_event_are_refused() {
        assertThat(problems(copy -> copy.change(ASYNCAPI, "x-job-event: canceled", "x-job-event: failed")))
                .singleElement()
                .asString()
                .contains("There are two messages for the job event 'failed'.");
    }

    @Test
    void messages_of_which_none_ends_a_job_are_refused() {
        assertThat(problems(copy -> copy.change(ASYNCAPI, "x-final: true", "x-final: false")
                        .change(ASYNCAPI, "x-final: true", "x-final: false")
                        .change(ASYNCAPI, "x-final: true", "x-final: false")))
                .singleElement()
                .asString()
                .contains("No message ends a job.");
    }

    @Test
    void a_rule_that_lacks_something_is_refused() {
        assertThat(problems(copy -> copy.write(
                        RULES, "rules:\n  - id: A-B\n    binds: server\n    level: must\n    text: It holds.\n")))
                .containsExactly("rules.yaml:2:5  A rule lacks its source. Each has id, binds, level, text, source.");
    }

    @Test
    void an_unknown_level_is_refused_with_the_nearest_one() {
        assertThat(problems(copy -> copy.change(RULES, "level: must", "level: musst")))
                .containsExactly(
                        "rules.yaml:7:12  'musst' is not known here. Did you mean 'must'? Use one of: must, should.");
    }

    @Test
    void an_unknown_side_is_refused() {
        assertThat(problems(copy -> copy.change(RULES, "binds: server", "binds: proxy")))
                .containsExactly("rules.yaml:6:12  'proxy' is not known here. Use one of: server, client.");
    }

    @Test
    void two_rules_with_one_id_are_refused() {
        assertThat(problems(copy -> copy.change(RULES, "id: CREATE-REFUSED", "id: CREATE-ACCEPTED")))
                .containsExactly("rules.yaml:10:9  There are two rules CREATE-ACCEPTED. Rename one.");
    }

    @Test
    void every_problem_is_told_at_once() {
        assertThat(problems(copy ->
                        copy.change(RULES, "level: must", "level: x").change(RULES, "binds: server", "binds: y")))
                .hasSize(2);
    }

    @Test
    void a_document_that_lacks_is_named() throws IOException {
        PackCopy.in(folder);
        Files.delete(folder.resolve(RULES));
        assertThatExceptionOfType(UnknownContractException.class)
                .isThrownBy(() -> Contract.load(folder.toString()))
                .withMessageStartingWith(
                        "The contract in " + folder + " lacks rules.yaml. Each has openapi.yaml, asyncapi.yaml and");
    }

    @Test
    void an_unknown_pack_is_refused_with_the_nearest_one() {
        assertThatExceptionOfType(UnknownContractException.class)
                .isThrownBy(() -> Contract.load("bookstrak"))
                .withMessage("There is no contract 'bookstrak', nor a folder of that name with an openapi.yaml."
                        + " Did you mean 'bookstrack'? Use one of: " + String.join(", ", Contract.bundled()) + ".");
    }

    @Test
    void a_folder_gives_its_contract_its_name() {
        assertThat(PackCopy.in(folder).load().name())
                .isEqualTo(folder.getFileName().toString());
    }
}
