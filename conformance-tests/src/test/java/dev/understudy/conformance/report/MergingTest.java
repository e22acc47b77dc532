package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.conformance.Shard;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.mock.MockServer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class MergingTest {
    private static final String[] CASES = {"cut-and-resume", "tokens", "cors", "refusals"};
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    private Path folder;

    @Test
    void shards_come_to_what_the_whole_run_comes_to() throws Exception {
        try (var mock = MockServer.play("mutant-cors-preflight")) {
            var target = RecordedRuns.unhurried("one").at(mock.baseUri());
            var whole = RecordedRuns.of(target, folder.resolve("whole"), RecordedRuns.only(CASES), Baseline.NONE);
            for (int number = 1; number <= 2; number++) {
                RecordedRuns.of(
                        target, folder.resolve("s" + number), RecordedRuns.shard(number, 2, CASES), Baseline.NONE);
            }

            var joined = merging("s1", "s2").write(new ReportFolder(folder.resolve("all")));

            assertThat(Merging.exitCode(joined)).isEqualTo(1);
            assertThat(joined.subjects()).hasSize(1);
            assertThat(joined.subjects().get(0).results())
                    .extracting(RowResult::row, RowResult::outcome)
                    .containsExactlyElementsOf(whole.subjects().get(0).results().stream()
                            .map(result -> org.assertj.core.groups.Tuple.tuple(result.row(), result.outcome()))
                            .toList());
            assertThat(joined.subjects().get(0).cases())
                    .extracting(CaseReport::name)
                    .containsExactlyInAnyOrderElementsOf(whole.subjects().get(0).cases().stream()
                            .map(CaseReport::name)
                            .toList());
            assertThat(ReportFolderTest.misfits(folder.resolve("all/report.json")))
                    .isEmpty();
            assertThat(Rejudging.of(new ReportFolder(folder.resolve("all")), TODAY)
                            .differences())
                    .isEmpty();
        }
    }

    @Test
    void shards_that_do_not_fit_together_are_refused() throws Exception {
        try (var mock = MockServer.play("happy-path")) {
            var target = RecordedRuns.profile("one").at(mock.baseUri());
            for (int number = 1; number <= 2; number++) {
                RecordedRuns.of(
                        target, folder.resolve("s" + number), RecordedRuns.shard(number, 3, "cors"), Baseline.NONE);
            }
            var seeded = new SuiteSettings(
                    List.of("cors"), 4, 99, Optional.of("none"), 1, new Shard(3, 3), SuiteSettings.Level.ALL);
            RecordedRuns.of(target, folder.resolve("seeded"), seeded, Baseline.NONE);
            RecordedRuns.of(target, folder.resolve("other"), RecordedRuns.shard(3, 4, "cors"), Baseline.NONE);
        }
        assertRefused("Of one, shards are missing: [3] of 3.", "s1", "s2");
        assertRefused("Shard 2/3 of one is there twice", "s1", "s2", "s2");
        assertRefused("These reports do not fit together", "s1", "s2", "seeded");
        assertRefused("These reports do not fit together", "s1", "s2", "other");
    }

    @Test
    void implementations_stand_side_by_side_and_the_worst_decides() throws Exception {
        RecordedRuns.of("happy-path", folder.resolve("good"), RecordedRuns.only("cancel"), Baseline.NONE);
        RecordedRuns.of("mutant-cancel-again", folder.resolve("bad"), RecordedRuns.only("cancel"), Baseline.NONE);

        var both = merging("good", "bad").write(new ReportFolder(folder.resolve("both")));

        assertThat(both.subjects()).extracting(Subject::name).containsExactly("happy-path", "mutant-cancel-again");
        assertThat(Merging.exitCode(both)).isEqualTo(1);
        assertThat(folder.resolve("both/history/2-mutant-cancel-again/cancel-imports.jsonl"))
                .exists();
        assertThat(folder.resolve("both/repro/1-happy-path/cancel-imports.sh")).exists();
        assertThat(Rejudging.of(new ReportFolder(folder.resolve("both")), TODAY).differences())
                .isEmpty();
        assertRefused("There are two reports on 'happy-path'", "good", "good");
    }

    private Merging merging(String... names) {
        var merging = new Merging(TODAY);
        for (var name : names) {
            merging.add(new ReportFolder(folder.resolve(name)), "");
        }
        return merging;
    }

    private void assertRefused(String words, String... names) {
        assertThatExceptionOfType(UnusableReportException.class)
                .isThrownBy(() -> merging(names).report())
                .withMessageStartingWith(words);
    }
}
