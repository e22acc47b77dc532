package dev.understudy.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.conformance.report.Report;
import dev.understudy.conformance.report.ReportFolder;
import dev.understudy.conformance.report.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void without_a_client_it_says_how_to_name_one() {
        assertThat(run("client")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no client. Give --run 'COMMAND' or --test-service URL.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --only happy-pth | There is no scenario, group or tag 'happy-pth'. Did you mean 'happy-path'? 'mock-server.jar list' shows all.
            --yardstick browser | --yardstick is 'browser'; it must be whatwg or fetch.
            --limit soon | --limit is 'soon', which is no time. Write, for example, 30s or 2m.
            --parallel 0 | --parallel is 0; it must be from 1 to 256.
            --most-requests 0 | --most-requests is 0; it must be 1 or more.
            --scenarios no-such-folder | The folder no-such-folder is not there. Give one with --scenarios DIR.
            --report pom.xml | No report can be written to pom.xml: not a directory. Give another folder with --report.
            """)
    void what_cannot_be_is_wrong_usage_and_says_what_can(String options, String words) {
        assertThat(run(("client --run true " + options).split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }

    @Test
    void a_test_service_that_is_not_there_is_not_reachable() {
        assertThat(run("client", "--test-service", "http://127.0.0.1:1")).isEqualTo(5);
        assertThat(err.toString())
                .isEqualTo(
                        "No test service answers at http://127.0.0.1:1: the connection was refused, or the host is not"
                                + " known. Is it running, and is --test-service right?\n");
    }

    @Test
    void a_web_page_is_no_test_service() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var page = "<html><title>Welcome</title></html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(run("client", "--test-service", address)).isEqualTo(5);
            assertThat(err.toString())
                    .startsWith("What answers at " + address + " is a web page and no test service: <html>");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_command_that_is_empty_is_wrong_usage() {
        assertThat(run("client", "--run", " ")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--run names no command. Write, for example, --run 'my app: node app.mjs'.");
    }

    @Test
    void what_a_program_printed_that_never_asked_is_shown_once() {
        assertThat(run("client", "--run", "echo no module app; exit 3", "--only", "happy-path", "--only", "failed-job"))
                .isEqualTo(4);
        assertThat(out.toString())
                .contains("    No request came. The client is to ask at the address in BASE_URL.")
                .containsOnlyOnce("    It printed:")
                .containsOnlyOnce("      no module app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            good        | 0 | conformant (1 pass)
            goes-on     | 1 | not conformant (1 fail)
            hastens     | 4 | nothing proven (1 not-observed)
            """)
    void what_a_client_came_to_is_the_exit_code(String behaviour, int exitCode, String words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = "\"" + java + "\" -XX:TieredStopAtLevel=1 -cp \"" + System.getProperty("java.class.path")
                + "\" dev.understudy.conformance.client.PlainClient " + behaviour;

        assertThat(judge("--run", "plain: " + command, "--yardstick", "fetch"))
                .as(out::toString)
                .isEqualTo(exitCode);
        assertThat(out.toString())
                .contains("plain: " + words, "The report is in " + folder + "; begin with index.html.");
        assertThat(out.toString().contains("'explain RULE' has a rule's words")).isEqualTo(exitCode == 1);
        assertThat(report().subjects().get(0).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void a_command_that_is_not_there_is_not_reachable_and_the_other_client_is_judged_all_the_same() {
        var exitCode = judge("--run", "nobody: understudy-no-such-program", "--run", "idle: true", "--limit", "1s");

        assertThat(exitCode).isEqualTo(5);
        assertThat(out.toString()).contains("[1] nobody", "[2] idle", "The command did not start: ");
        assertThat(report().subjects()).extracting(Subject::name).containsExactly("nobody", "idle");
        assertThat(report().subjects()).extracting(Subject::exitCode).containsExactly(5, 4);
    }

    @Test
    void clients_stand_beside_each_other_in_one_report_and_two_of_one_name_are_told_apart() {
        judge("--run", "true", "--run", "true", "--limit", "1s");

        assertThat(report().binds()).isEqualTo("client");
        assertThat(report().rows())
                .element(0)
                .satisfies(row -> assertThat(row.id()).isEqualTo("happy-path"));
        assertThat(report().subjects()).extracting(Subject::name).containsExactly("true", "true (2)");
        for (var file : List.of("index.html", "junit.xml", "report.json")) {
            assertThat(folder.resolve(file)).isNotEmptyFile();
        }
    }

    /** On the happy path, with a report. */
    private int judge(String... words) {
        return run(Stream.concat(
                        Stream.of("client", "--only", "happy-path", "--report", folder.toString()), Stream.of(words))
                .toArray(String[]::new));
    }

    private Report report() {
        return new ReportFolder(folder).read();
    }

    private int run(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
