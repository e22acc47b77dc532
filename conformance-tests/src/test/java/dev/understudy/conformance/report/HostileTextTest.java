package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.Shard;
import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import dev.understudy.journal.Redaction;
import dev.understudy.verdict.Judge;
import dev.understudy.verdict.Seen;
import dev.understudy.verdict.ServerChecks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target sends can be anything; none of it may become markup, a command, or a secret that is written down. */
class HostileTextTest {
    private static final String SECRET = "s3cr3t-0f-nobody";
    private static final String EVIL =
            "<script>alert(1)</script><img src=x onerror=alert(2)>'\"]]>&\u0000\u001b[31m\n::error::no";
    private static final Contract CONTRACT = Contract.load("bookstrack");

    @TempDir
    private Path folder;

    @Test
    void no_text_of_a_target_becomes_markup_in_the_page() throws Exception {
        write();
        var page = Files.readString(folder.resolve("index.html"));
        assertThat(page).contains("&lt;script&gt;alert(1)");
        assertThat(page).doesNotContain("<script>alert", "<img", "\u0000", "\u001b");
        assertThat(page.split("<script>", -1)).hasSize(2);
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @Test
    void no_text_of_a_target_begins_a_line_on_the_console() throws Exception {
        var out = new StringWriter();
        new ConsoleReport(new PrintWriter(out)).write(write());
        new GithubReport(new PrintWriter(out), "profile.yaml").write(write());
        assertThat(out.toString().lines()).noneMatch(line -> line.startsWith("::error::"));
        assertThat(out.toString())
                .doesNotContain("\u001b")
                .contains("::error file=profile.yaml,line=1,title=STREAM-PAYLOAD (must)%2C ");
    }

    @Test
    void no_secret_is_in_any_file_wherever_it_was() throws Exception {
        write();
        try (var files = Files.walk(folder)) {
            var all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(4);
            for (var file : all) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRET);
            }
        }
        assertThat(Files.readString(folder.resolve("repro/evil.sh")))
                .contains("Bearer '\"$JOB_TOKEN\"", "token='\"$JOB_TOKEN\"");
    }

    private Report write() throws Exception {
        var result = new CaseResult(
                "evil",
                EVIL,
                "",
                1,
                List.of("STREAM-PAYLOAD"),
                Duration.ofMillis(5),
                journal(),
                Judge.judge(ServerChecks.ALL, seen()),
                Optional.empty(),
                Optional.of("GET http://me:" + SECRET + "@host/x?token=" + SECRET + " " + EVIL),
                Optional.empty());
        var rules = List.copyOf(CONTRACT.rules());
        var standing = Standing.of(rules, List.of(result), Baseline.NONE, Shard.WHOLE);
        var settings = new Settings(1, "", "all", 1, Shard.WHOLE, List.of(), terms(), List.of());
        var subject = new Subject(
                Safe.line(EVIL),
                Safe.line("http://me:" + SECRET + "@127.0.0.1/?token=" + SECRET),
                Subject.State.COMPLETE,
                settings,
                5,
                standing.exitCode().number(),
                standing.exitCode().words(),
                standing.notes(),
                standing.rows(),
                List.of(CaseReports.of(result, seen())));
        var report = Report.of(
                "server",
                "bookstrack",
                Contract.fingerprint("bookstrack"),
                rules.stream().map(Row::of).toList(),
                List.of(subject));
        var target = new ReportFolder(folder);
        target.write("history/evil.jsonl", CaseReports.history(journal()));
        target.write(report);
        return report;
    }

    private static Seen seen() {
        return new Seen(CONTRACT, terms(), journal());
    }

    private static dev.understudy.verdict.Terms terms() {
        return RecordedRuns.profile("evil").terms();
    }

    private static List<Entry> journal() {
        var headers =
                Map.of("authorization", "Bearer " + SECRET, "referer", "http://a/?token=" + SECRET, "x-odd", EVIL);
        return List.of(
                new Entry.Request(
                        Duration.ofMillis(1),
                        1,
                        0,
                        "stream job-1 streamImport",
                        "GET",
                        Redaction.target("/api/v2/imports/a'$(touch x)`b`/stream?token=" + SECRET),
                        Redaction.headers(headers),
                        0),
                new Entry.Response(
                        Duration.ofMillis(2),
                        1,
                        200,
                        Map.of("content-type", "text/event-stream"),
                        Redaction.body("{\"authToken\": \"" + SECRET + "\"}")),
                new Entry.Event(Duration.ofMillis(3), 1, EVIL, EVIL, EVIL),
                new Entry.Fault(Duration.ofMillis(4), 1, EVIL),
                new Entry.End(Duration.ofMillis(5), 1, Entry.How.CUT, EVIL));
    }
}
