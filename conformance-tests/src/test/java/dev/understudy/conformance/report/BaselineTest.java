package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class BaselineTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    private Path folder;

    @Test
    void a_known_failure_fails_nothing_and_is_shown() throws Exception {
        var report = judged(
                "mutant-cors-preflight", "{rule: CORS-PREFLIGHT, case: cors, reason: next release, until: 2026-11-21}");

        assertThat(report.subjects().get(0).exitCode()).isZero();
        var known = report.subjects().get(0).result("CORS-PREFLIGHT");
        assertThat(known.outcome().word()).isEqualTo("fail");
        assertThat(known.expected()).isEqualTo("CORS-PREFLIGHT in cors (next release, until 2026-11-21)");
        assertThat(Files.readString(folder.resolve("report/junit.xml")))
                .contains("failures=\"0\"", "expected: CORS-PREFLIGHT in cors");
    }

    @Test
    void a_known_failure_that_passes_makes_the_baseline_stale() throws Exception {
        var report = judged("happy-path", "{rule: CORS-PREFLIGHT, reason: next release, until: 2026-12-31}");

        assertThat(report.subjects().get(0).exitCode()).isEqualTo(6);
        assertThat(report.subjects().get(0).notes())
                .singleElement()
                .asString()
                .startsWith(file() + ":2:")
                .contains("passes now");
    }

    @Test
    void a_failure_whose_day_is_over_or_that_is_elsewhere_is_a_failure() throws Exception {
        assertThat(judged("mutant-cors-preflight", "{rule: CORS-PREFLIGHT, reason: next release, until: 2026-11-20}")
                        .subjects()
                        .get(0)
                        .exitCode())
                .isEqualTo(1);
        assertThat(judged(
                                "mutant-cors-preflight",
                                "{rule: CORS-PREFLIGHT, case: cancel, reason: another one, until: 2026-12-31}")
                        .subjects()
                        .get(0)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatever_is_wrong_with_a_baseline_is_named_with_its_place() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read("{rule: CORS-PREFLIHT, case: cancle, reason: x, until: soon}"))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::toString)
                        .anyMatch(text -> text.startsWith(file() + ":2:12")
                                && text.contains("There is no rule 'CORS-PREFLIHT'.")
                                && text.contains("CORS-PREFLIGHT"))
                        .anyMatch(text -> text.contains("There is no case 'cancle'."))
                        .anyMatch(text -> text.contains("'soon' is no date.")));
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read("{rule: CORS-PREFLIGHT, until: 2026-12-31}"))
                .satisfies(
                        e -> assertThat(e.problems()).singleElement().asString().contains("reason"));
    }

    private Path file() {
        return folder.resolve("baseline.yaml");
    }

    private Baseline read(String entry) throws Exception {
        Files.writeString(file(), "expected-failures:\n  - " + entry + "\n");
        return BaselineReader.read(file(), List.of("CORS-PREFLIGHT", "CANCEL-ENDS"), List.of("cancel", "cors"));
    }

    private Report judged(String scenario, String entry) throws Exception {
        return RecordedRuns.of(
                scenario,
                folder.resolve("report"),
                RecordedRuns.only("cors"),
                read(entry).on(TODAY));
    }
}
