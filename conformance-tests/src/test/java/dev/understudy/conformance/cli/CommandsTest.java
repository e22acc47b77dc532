package dev.understudy.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.mock.MockServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

/** What each command says and what it exits with, as a shell sees it. */
class CommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** A run of one short case. */
    private int judgeCors(String scenario, Path report) {
        try (var mock = MockServer.play(scenario)) {
            return run(
                    "server",
                    "--base-url",
                    mock.baseUri(),
                    "--only",
                    "cors",
                    "--toxiproxy",
                    "none",
                    "--report",
                    report);
        }
    }

    @Test
    void list_shows_cases_tags_and_rules_for_people_and_for_programs() throws IOException {
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("  whole-job          A job from its creation to its results")
                .contains("  gone-listeners     Listeners go away")
                .contains("(needs open-streams, slow)")
                .containsPattern("Tags\\n  safe, ")
                .containsPattern("STREAM-GONE +must ");

        out.getBuffer().setLength(0);
        assertThat(run("list", "--json")).isZero();
        var json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/cases/0/id").asText()).isEqualTo("service");
        assertThat(json.path("rules").findValuesAsText("check"))
                .doesNotContain("")
                .hasSizeGreaterThan(60);
    }

    @Test
    void explain_tells_all_about_a_rule() {
        assertThat(run("explain", "STREAM-GONE")).isZero();
        assertThat(out.toString())
                .contains("STREAM-GONE (must, binds the server)")
                .contains("  source:   API contract v3.3, 7.2")
                .contains("  check:    dev.understudy.verdict.GoneChecks")
                .contains("  shown by: gone-listeners (needs open-streams, slow)")
                .contains("  mutant:   mutant-stream-gone (Nobody notices that a listener has gone)");
    }

    @Test
    void explain_tells_of_a_rule_for_clients_how_it_is_judged() {
        assertThat(run("explain", "CLIENT-WAITS")).isZero();
        assertThat(out.toString())
                .contains("CLIENT-WAITS (must, binds the client)")
                .contains("  check:    dev.understudy.verdict.ClientJudge")
                .contains("not where the client never came back to a stream");
    }

    @Test
    void check_profile_says_what_stays_untested_and_where_a_profile_is_wrong() throws IOException {
        assertThat(run("check-profile", file("good.yaml", "name: x\njobs: {failing: {items: 1}}\n")))
                .isZero();
        assertThat(out.toString())
                .contains("good.yaml is in order. These cases cannot run:")
                .contains("gone-listeners: the profile has no open-streams")
                .contains("leaves open: STREAM-GONE")
                .contains("stranger: the profile has no auth")
                .doesNotContain("failing-job:");

        assertThat(run("check-profile", file("bad.yaml", "name: x\nopen-stream: 3\n")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml:2:1  There is no 'open-stream' here.");
    }

    @ParameterizedTest
    @CsvSource({
        "explain NOPE, There is no rule 'NOPE'.",
        "explain cut-and-resume, is a case or a tag%2C and no rule.",
        "explain STREAM-GON, Did you mean 'STREAM-GONE'?",
        "list --contract bokstrack, There is no contract 'bokstrack'",
        "check-profile nowhere.yaml, nowhere.yaml",
        "judge nowhere, nowhere",
        "merge, Missing required parameter",
        "merge nowhere, nowhere",
        "server --only nonsense, 'nonsense'",
        "server --only cors --toxiproxy http://127.0.0.1:1, No Toxiproxy server answers at http://127.0.0.1:1.",
        "server --only cors --report pom.xml, No report can be written to pom.xml: not a directory.",
        "server --parallel 0, --parallel is 0; it must be from 1 to 64.",
        "server --base-url example, --base-url is 'example'%2C which is no address.",
        "server --shard 3/2, is no shard",
        "server --token-env UNDERSTUDY_NO_SUCH_VARIABLE, there is no such variable in the environment",
        "nonsense, Unmatched argument",
    })
    void wrong_usage_exits_with_2_and_says_what_is_wrong(String command, String words) {
        assertThat(run((Object[]) command.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(words.replace("%2C", ",")).doesNotContain("\tat ");
        assertThat(err.toString().lines())
                .as("the message must stay on the screen")
                .hasSizeLessThan(5);
    }

    @Test
    void a_target_that_is_not_there_exits_with_5() {
        assertThat(run("server", "--base-url", "http://127.0.0.1:1")).isEqualTo(5);
        assertThat(err.toString()).contains("Nobody answers at http://127.0.0.1:1");
    }

    @Test
    void a_target_that_speaks_no_tls_or_no_http_is_told_as_that() throws IOException {
        try (var mock = MockServer.play("happy-path")) {
            var address = mock.baseUri().toString().replace("http:", "https:");
            assertThat(run("server", "--base-url", address)).isEqualTo(5);
            assertThat(err.toString()).contains("what answers there speaks no TLS, or none that this machine trusts");
        }
    }

    @Test
    void what_nobody_asked_for_is_one_line_and_the_report_is_named() {
        var report = folder.resolve("report");
        assertThat(judgeCors("happy-path", report)).isZero();
        assertThat(out.toString().lines())
                .filteredOn(line -> line.startsWith("not-tested"))
                .singleElement()
                .asString()
                .endsWith(" others              No case was selected that would show it.");
        assertThat(out.toString()).endsWith("The report is in " + report + "; begin with index.html.\n");
    }

    @Test
    void where_nothing_could_be_tested_the_exit_code_is_4() {
        try (var mock = MockServer.play("happy-path")) {
            assertThat(run("server", "--base-url", mock.baseUri(), "--only", "rate-limit"))
                    .isEqualTo(4);
        }
        assertThat(out.toString()).contains("rate-limit did not run: the profile has no jobs.limited");
    }

    @Test
    void judge_and_merge_come_to_what_the_runs_came_to() throws IOException {
        var good = folder.resolve("good");
        var bad = folder.resolve("bad");
        assertThat(judgeCors("happy-path", good)).isZero();
        assertThat(judgeCors("mutant-cors-preflight", bad)).isEqualTo(1);

        assertThat(run("judge", good)).isZero();
        assertThat(out.toString()).contains("All verdicts are those that were recorded.");
        assertThat(run("judge", bad)).isEqualTo(1);

        var both = folder.resolve("both");
        assertThat(run("merge", "ours=" + good, "theirs=" + bad, "--report", both))
                .isEqualTo(1);
        assertThat(Files.readString(both.resolve("index.html"))).contains("ours", "theirs");
        assertThat(run("merge", "ours=" + good, "ours=" + bad)).isEqualTo(2);
        assertThat(err.toString()).contains("There are two reports on 'ours'");
    }

    @Test
    void a_history_that_was_changed_is_refused_with_2() throws IOException {
        var report = folder.resolve("report");
        assertThat(judgeCors("happy-path", report)).isZero();
        var history = report.resolve("history/cors.jsonl");
        Files.writeString(history, Files.readString(history).replace("204", "200"));

        assertThat(run("judge", report)).isEqualTo(2);
        assertThat(err.toString()).contains("cors.jsonl:1:1  This history is not the one that the report was made of");

        Files.write(history, new byte[] {(byte) 0xff, (byte) 0xfe, 10});
        assertThat(run("judge", report)).isEqualTo(2);
        assertThat(err.toString()).contains("cors.jsonl:1:1  This is no journal: it is not UTF-8.");
    }

    @Test
    void a_baseline_that_is_stale_exits_with_6_and_a_wrong_one_with_2() throws IOException {
        var stale = "expected-failures:\n  - {rule: CORS-PREFLIGHT, reason: soon, until: 2099-01-01}\n";
        try (var mock = MockServer.play("happy-path")) {
            var words = List.of("server", "--base-url", mock.baseUri(), "--only", "cors", "--toxiproxy", "none");
            assertThat(run(with(words, "--baseline", file("stale.yaml", stale))))
                    .isEqualTo(6);
            assertThat(run(with(words, "--baseline", file("wrong.yaml", stale.replace("CORS-PREFLIGHT", "CORS")))))
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("wrong.yaml:2:12");
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new NoClassDefFoundError("com/example/Gone");
        }
    }

    @Test
    void what_is_our_own_fault_exits_with_3_whatever_it_is() {
        var line = Main.commandLine().addSubcommand(new Broken()).setErr(new PrintWriter(err, true));

        assertThat(Main.run(line, "broken")).isEqualTo(3);
        assertThat(err.toString()).contains("this says nothing about the target", "com/example/Gone");
    }

    private static Object[] with(List<?> words, Object... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray();
    }
}
