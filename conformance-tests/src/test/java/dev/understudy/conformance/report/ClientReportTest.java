package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.client.ClientSettings;
import dev.understudy.conformance.client.ScenarioResult;
import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on clients while a run goes on, and when it is cut short. */
class ClientReportTest {
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(Contract.load("bookstrack")));
    private static final List<Scenario> TWO = List.of(CATALOGUE.get("happy-path"), CATALOGUE.get("failed-job"));

    @TempDir
    private Path folder;

    private ClientReport begin() throws IOException {
        return new ClientReport(
                Optional.of(new ReportFolder(folder)), ClientSettings.defaults(), TWO, List.of("one", "two"));
    }

    private static ScenarioResult result(String client, int scenario) {
        var request = new Entry.Request(Duration.ZERO, 1, 1, "create - createImport", "POST", "/", Map.of(), 9);
        return new ScenarioResult(
                client, TWO.get(scenario), Duration.ofSeconds(1), "exit 0", "", List.of(request), List.of(), "");
    }

    private Subject subject(int index) {
        return new ReportFolder(folder).read().subjects().get(index);
    }

    @Test
    void a_run_that_is_killed_at_once_has_left_a_report_that_says_so() throws IOException {
        begin();

        assertThat(subject(0).state()).isEqualTo(Subject.State.RUNNING);
        assertThat(subject(0).exitCode()).isEqualTo(4);
        assertThat(subject(1).notes()).containsExactly("2 of 2 scenarios are not done.");
    }

    @Test
    void what_a_scenario_saw_is_on_the_disk_as_soon_as_it_is_done() throws IOException {
        begin().add(result("two", 1));

        assertThat(folder.resolve("history/2-two/failed-job.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("history/1-one")).doesNotExist();
    }

    @Test
    void an_interrupted_run_says_what_is_missing_and_takes_nothing_more() throws IOException {
        var report = begin();
        report.add(result("one", 0));

        assertThat(report.interrupt()).contains("Interrupted after 1 of 4 scenarios.");
        report.add(result("one", 1));

        assertThat(subject(0).state()).isEqualTo(Subject.State.INTERRUPTED);
        assertThat(subject(0).exitCode()).isEqualTo(130);
        assertThat(subject(0).notes()).containsExactly("1 of 2 scenarios are not done.");
        assertThat(subject(0).cases()).extracting(CaseReport::id).containsExactly("happy-path");
        assertThat(folder.resolve("history/1-one/failed-job.jsonl")).doesNotExist();
        assertThat(report.interrupt()).isEmpty();
    }

    @Test
    void a_whole_run_has_its_scenarios_in_the_order_of_the_catalogue() throws IOException {
        var report = begin();
        report.add(result("one", 1));
        report.add(result("one", 0));
        report.finish();

        assertThat(subject(0).state()).isEqualTo(Subject.State.COMPLETE);
        assertThat(subject(0).cases()).extracting(CaseReport::id).containsExactly("happy-path", "failed-job");
        assertThat(report.interrupt()).isEmpty();
    }
}
