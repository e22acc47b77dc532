package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.understudy.journal.JournalFile;
import dev.understudy.realpart.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ReportFolderTest {
    private Path folder = Path.of(".");

    private Report report = Report.of("server", "bookstrack", "", List.of(), List.of());

    @BeforeAll
    void a_server_that_forgets_events_is_judged(@TempDir Path empty) throws Exception {
        folder = empty;
        report = RecordedRuns.of(
                "mutant-resume-lossless", folder, RecordedRuns.only("cut-and-resume", "cancel"), Baseline.NONE);
    }

    @Test
    void report_json_fits_its_schema_and_is_read_back_as_it_was() throws IOException {
        assertThat(misfits(folder.resolve("report.json"))).isEmpty();
        assertThat(new ReportFolder(folder).read()).isEqualTo(report);
    }

    static List<String> misfits(Path file) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("/report/report.schema.json"), InputFormat.JSON);
        return schema.validate(Files.readString(file), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(ReportFolderTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_case_says_what_was_expected_what_was_seen_and_when() {
        var subject = report.subjects().get(0);
        assertThat(subject.exitCode()).isEqualTo(1);
        var broken = subject.cases().stream()
                .filter(each -> each.name().equals("cut-and-resume-imports"))
                .findFirst()
                .orElseThrow();
        assertThat(broken.outcome("RESUME-LOSSLESS").word()).isEqualTo("fail");
        assertThat(broken.timeline().lanes()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(broken.timeline().windows())
                .isNotEmpty()
                .allSatisfy(window -> assertThat(window.to()).isGreaterThanOrEqualTo(window.from()));
        assertThat(broken.excerpt()).anyMatch(line -> line.contains("> last-event-id: "));
        assertThat(broken.curl().get(0)).contains("-F 'file=@'\"$SAMPLE_CSV\"", "job_1=$(field jobId)");
        assertThat(broken.curl().get(1)).endsWith("\"$BASE_URL\"'/api/v2/imports/'\"$job_1\"'/stream'");
    }

    @Test
    void junit_xml_has_the_common_shape_and_counts_what_is_in_it() throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportFolderTest.class.getResource("/report/junit.xsd"));
        schema.newValidator()
                .validate(new StreamSource(folder.resolve("junit.xml").toFile()));

        var text = Files.readString(folder.resolve("junit.xml"));
        assertThat(text).contains("tests=\"" + report.rows().size() + "\" failures=\"1\" errors=\"0\"");
        assertThat(text).contains("name=\"RESUME-LOSSLESS A connection with the Last-Event-ID");
        assertThat(text).doesNotContain("java.version", System.getProperty("user.dir"));
    }

    @Test
    void the_history_is_a_journal_and_the_script_is_one_that_a_shell_takes() throws Exception {
        assertThat(JournalFile.read(folder.resolve("history/cancel-imports.jsonl")))
                .isNotEmpty();
        var script = folder.resolve("repro/cancel-imports.sh");
        assertThat(script).isExecutable();
        assertThat(Files.readString(script)).contains("'authorization: Bearer '\"$job_1_token\"");
        var bash = RealParts.here().program("bash", "Install bash.");
        var checked = new ProcessBuilder(bash.toString(), "-n", script.toString())
                .inheritIO()
                .start();
        assertThat(checked.waitFor()).isZero();
    }

    @Test
    void a_new_report_takes_away_what_the_old_one_left() throws Exception {
        var again = folder.resolve("again");
        var settings = RecordedRuns.only("cors");
        RecordedRuns.of("happy-path", again, RecordedRuns.only("service"), Baseline.NONE);
        Files.writeString(again.resolve("history/mine.txt"), "not theirs");
        RecordedRuns.of("happy-path", again, settings, Baseline.NONE);
        assertThat(again.resolve("history/service.jsonl")).doesNotExist();
        assertThat(again.resolve("history/cors.jsonl")).exists();
        assertThat(again.resolve("history/mine.txt")).exists();
    }
}
