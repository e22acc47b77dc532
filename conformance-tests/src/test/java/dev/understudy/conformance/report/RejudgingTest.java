package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RejudgingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"happy-path", "mutant-resume-lossless", "mutant-cancel-again", "mutant-stream-type"})
    void a_recorded_run_is_judged_as_it_was_when_nobody_answers_any_more(String scenario) throws Exception {
        var recorded =
                RecordedRuns.of(scenario, folder, RecordedRuns.only("cut-and-resume", "cancel", "cors"), Baseline.NONE);

        var judged = Rejudging.of(new ReportFolder(folder), TODAY);

        assertThat(judged.differences()).isEmpty();
        assertThat(judged.report()).isEqualTo(recorded);
        assertThat(recorded.subjects().get(0).exitCode()).isEqualTo(scenario.equals("happy-path") ? 0 : 1);
    }

    @Test
    void a_verdict_that_is_another_one_now_is_named() throws Exception {
        var recorded = RecordedRuns.of("happy-path", folder, RecordedRuns.only("cors"), Baseline.NONE);
        var file = folder.resolve("report.json");
        Files.writeString(file, Files.readString(file).replace("\"outcome\" : \"pass\"", "\"outcome\" : \"fail\""));

        var judged = Rejudging.of(new ReportFolder(folder), TODAY);

        assertThat(judged.report().subjects().get(0).results())
                .isEqualTo(recorded.subjects().get(0).results());
        assertThat(judged.differences())
                .contains("happy-path: CORS-PREFLIGHT was fail, and is pass now.")
                .contains("happy-path, cors: CORS-PREFLIGHT was fail, and is pass now.");
    }

    @Test
    void a_history_that_is_broken_or_another_one_is_refused_with_its_place() throws Exception {
        RecordedRuns.of("happy-path", folder, RecordedRuns.only("cors"), Baseline.NONE);
        var file = folder.resolve("history/cors.jsonl");
        var whole = Files.readString(file);

        Files.writeString(file, whole.replaceFirst("\n", "\n{\"kind\": oops}\n"));
        assertRefused(file + ":2:");
        Files.writeString(file, whole.replace("\"status\":4", "\"status\":2"));
        assertRefused(file + ":1:1  This history is not the one");
        Files.delete(file);
        assertRefused(file + ":1:1  The history of cors is missing.");
    }

    @Test
    void a_report_that_is_broken_or_reaches_out_of_its_folder_is_refused_with_its_place() throws Exception {
        RecordedRuns.of("happy-path", folder, RecordedRuns.only("cors"), Baseline.NONE);
        var file = folder.resolve("report.json");
        var whole = Files.readString(file);

        Files.writeString(file, whole.replace("\"complete\"", "\"half done\""));
        assertRefused(file + ":");
        Files.writeString(file, whole.replace("history/cors.jsonl", "../outside.jsonl"));
        assertRefused(file + ":1:1  The report names the file '../outside.jsonl'");
        Files.writeString(file, whole.replace("\"version\" : 1", "\"version\" : 99"));
        assertRefused(file + ":1:1  This is no report of version 1.");
        Files.delete(file);
        assertRefused(folder + " holds no report.json.");
    }

    private void assertRefused(String words) {
        assertThatExceptionOfType(UnusableReportException.class)
                .isThrownBy(() -> Rejudging.of(new ReportFolder(folder), TODAY))
                .withMessageStartingWith(words);
    }
}
