package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Routing.Found;
import dev.understudy.contract.Routing.NearMiss;
import dev.understudy.contract.Routing.WrongMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContractTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");

    @Test
    void the_pack_has_its_three_pipelines() {
        assertThat(CONTRACT.name()).isEqualTo("bookstrack");
        assertThat(CONTRACT.pipelines())
                .extracting(Pipeline::name, Pipeline::label)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("imports", "csv_import"),
                        org.assertj.core.groups.Tuple.tuple("enrichments", "batch_enrichment"),
                        org.assertj.core.groups.Tuple.tuple("scans", "ai_scan"));
    }

    @Test
    void the_messages_come_in_the_order_of_a_jobs_life() {
        assertThat(CONTRACT.messages())
                .extracting(Message::name)
                .containsExactly("initialized", "processing", "completed", "failed", "canceled", "error", "timeout");
        assertThat(CONTRACT.messages().stream().filter(Message::endsJob).map(Message::name))
                .containsExactly("completed", "failed", "canceled");
    }

    @Test
    void the_durations_are_those_of_the_contract() {
        assertThat(CONTRACT.times())
                .isEqualTo(new Times(
                        Duration.ofHours(2),
                        Duration.ofHours(2),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofSeconds(5))));
    }

    @Test
    void operation_ids_are_unique() {
        var ids = CONTRACT.operations().stream().map(Operation::id).toList();
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobRole.class,
            names = {"CREATE", "STATUS", "STREAM", "RESULTS"})
    void every_pipeline_has_an_operation_for_each_part_of_a_jobs_life(JobRole role) {
        for (var pipeline : CONTRACT.pipelines()) {
            assertThat(CONTRACT.operation(role, pipeline.name()))
                    .as(pipeline.name())
                    .hasValueSatisfying(operation ->
                            assertThat(operation.path().toString()).startsWith("/api/v2/" + pipeline.name()));
        }
    }

    @Test
    void every_operation_says_what_success_is() {
        assertThat(CONTRACT.operations())
                .allSatisfy(
                        operation -> assertThat(operation.success().schemas()).isNotEmpty());
    }

    @Test
    void every_answer_that_a_stand_in_must_make_up_has_a_template() {
        assertThat(CONTRACT.operations().stream()
                        .filter(operation -> !operation.role().equals(java.util.Optional.of(JobRole.STREAM)))
                        .filter(operation -> operation.success().answer().isEmpty())
                        .map(Operation::id))
                .as("the results of a job of any pipeline have the form of that pipeline")
                .containsExactly("getJobResults");
    }

    @Test
    void every_rule_can_be_found_by_its_id() {
        assertThat(CONTRACT.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(CONTRACT.rule(rule.id())).contains(rule);
            assertThat(rule.id()).matches("[A-Z]+(-[A-Z0-9]+)+");
            assertThat(rule.text()).endsWith(".");
        });
    }

    @Test
    void a_path_is_routed_to_its_operation() {
        assertThat(CONTRACT.route("GET", "/api/v2/imports/import_1/stream"))
                .isInstanceOfSatisfying(Found.class, found -> {
                    assertThat(found.operation().id()).isEqualTo("streamImport");
                    assertThat(found.path()).isEqualTo(Map.of("jobId", "import_1"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v2/imports, createImport",
        "GET, /api/v2/enrichments/x, getEnrichment",
        "POST, /v1/enrichment/batch, createEnrichmentV1",
        "POST, /api/batch-enrich, createBatchEnrich",
        "POST, /api/batch-scan, createBatchScan",
        "DELETE, /v1/jobs/x, cancelJob",
        "DELETE, /api/v2/jobs/x/cancel, cancelJobV2",
        "GET, /v1/jobs/x/results, getJobResults",
        "POST, /api/token/refresh, refreshToken",
        "GET, /health, getHealth"
    })
    void every_spelling_is_served(String method, String path, String operation) {
        assertThat(CONTRACT.route(method, path))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.operation().id()).isEqualTo(operation));
    }

    @Test
    void a_known_path_with_another_method_names_those_that_are_possible() {
        assertThat(CONTRACT.route("PUT", "/api/v2/imports")).isEqualTo(new WrongMethod(List.of("POST")));
        assertThat(CONTRACT.route("HEAD", "/v1/jobs/x")).isEqualTo(new WrongMethod(List.of("DELETE")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/v2/import | closest: POST /api/v2/imports (the path differs)",
                "POST | /api/v2/imports/ | closest: POST /api/v2/imports (the path differs)",
                "GET | /helth | closest: GET /health (the path differs)",
                "GET | /nowhere | no operation of the contract is near",
                "GET | / | no operation of the contract is near"
            })
    void a_near_miss_says_what_came_closest(String method, String path, String hint) {
        assertThat(CONTRACT.route(method, path)).isEqualTo(new NearMiss(hint));
    }

    @Test
    void a_near_miss_may_agree_in_its_first_segments_only() {
        assertThat(CONTRACT.route("GET", "/api/v2/imports/import_1/progress"))
                .isInstanceOfSatisfying(
                        NearMiss.class,
                        miss -> assertThat(miss.hint())
                                .matches("closest: .*/api/v2/imports/\\{jobId\\}.* \\(the first 4 segments agree\\)"));
    }

    @Test
    void an_endless_path_is_answered_at_once() {
        assertThat(CONTRACT.route("GET", "/" + "x".repeat(100_000))).isInstanceOf(NearMiss.class);
        assertThat(CONTRACT.route("GET", "/x".repeat(50_000))).isInstanceOf(NearMiss.class);
    }
}
