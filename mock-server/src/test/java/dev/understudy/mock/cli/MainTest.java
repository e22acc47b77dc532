package dev.understudy.mock.cli;

import static dev.understudy.mock.cli.Outcome.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contract.Contract;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Rehearsal;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program says, and how it exits. */
class MainTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void list_shows_every_scenario_by_group() {
        var outcome = run("list");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("auth\n")
                .contains("\n\nlifecycle\n", "\n  happy-path  ", "  A job runs to its end and its stream closes\n")
                .endsWith(" scenarios\n");
    }

    @Test
    void list_can_pick_a_tag() {
        assertThat(run("list", "--tag", "first").out()).contains("happy-path").endsWith("\n1 scenario\n");
    }

    @Test
    void a_tag_that_no_scenario_has_is_named_with_the_nearest() {
        var outcome = run("list", "--tag", "resum");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("No scenario has the tag 'resum'. Did you mean 'resume'? Use one of: auth, backoff, ");
    }

    @Test
    void list_json_is_json() throws IOException {
        var outcome = run("list", "--json");
        assertThat(new ObjectMapper().readTree(outcome.out()).findValuesAsText("id"))
                .contains("happy-path");
    }

    @Test
    void validate_says_ok_or_every_mistake() throws IOException {
        var good = file("good.yaml", "id: good\ntitle: A good one\nabout: x\n");
        var bad = file("bad.yaml", "id: bad\ntitel: A bad one\nabout: x\n");
        assertThat(run("validate", good.toString())).isEqualTo(new Outcome(0, good + "  ok: A good one\n", ""));
        var outcome = run("validate", good.toString(), bad.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(bad + ":2:1  There is no 'titel' here. Did you mean 'title'?");
        assertThat(run("validate", folder.resolve("nope.yaml").toString()).err())
                .endsWith("There is no such file. Is the path right?\n");
    }

    @Test
    void validate_refuses_a_name_that_would_stop_the_start() throws IOException {
        var file = file("mine.yaml", "id: yours\ntitle: Misnamed\nabout: x\n");
        assertThat(run("validate", file.toString()).err())
                .isEqualTo(file
                        + ":1:5  The id is 'yours', and the file is called 'mine'. Call the file yours.yaml, or give"
                        + " it the id 'mine'.\n");
    }

    @Test
    void a_broken_scenario_stops_the_start() throws IOException {
        file("broken.yaml", "id: broken\n");
        var outcome = run("serve", "--port", "0", "--scenarios", folder.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("broken.yaml:1:1  'title' is missing", "'about' is missing")
                .endsWith("2 problem(s). Nothing was started.\n");
    }

    @Test
    void a_broken_scenario_can_be_left_out() throws IOException {
        file("broken.yaml", "id: broken\n");
        var outcome = run("list", "--keep-going", "--scenarios", folder.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .contains("broken.yaml:1:1  'title' is missing")
                .endsWith("2 problem(s). What is broken is left out.\n");
    }

    @Test
    void a_folder_without_scenarios_is_named() throws IOException {
        var words =
                "No scenario is in the folder " + folder + ": no file there has a name that ends in .yaml or .yml.\n";
        assertThat(run("list", "--scenarios", folder.toString()).err()).isEqualTo(words);
        var file = file("readme.txt", "x");
        assertThat(run("list", "--scenarios", folder.toString()).err()).isEqualTo(words);
        assertThat(run("list", "--scenarios", file.toString()).err())
                .isEqualTo(file + " is no folder. Give the one that it is in with --scenarios DIR.\n");
    }

    @Test
    void what_a_broken_start_left_out_stays_known() throws IOException {
        file("broken.yaml", "id: broken\n");
        var settings = ServerSettings.defaults().withScenarioFolders(List.of(folder), true);
        try (var mock = MockServer.start(settings)) {
            assertThat(new Client(mock.baseUri()).get("/_mock/health").json().at("/problems"))
                    .hasSize(2);
        }
    }

    @Test
    void a_missing_folder_is_named() {
        var outcome = run("list", "--scenarios", "/no/such/folder");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("The folder /no/such/folder is not there. Give one with --scenarios DIR.\n");
    }

    @Test
    void an_unknown_scenario_or_contract_is_named() {
        assertThat(run("serve", "--port", "0", "--scenario", "hapy-path").err())
                .startsWith("There is no scenario 'hapy-path'. Did you mean 'happy-path'?");
        assertThat(run("serve", "--port", "0", "--scenario", "hapy-path").code())
                .isEqualTo(2);
        assertThat(run("list", "--contract", "nope").code()).isEqualTo(2);
    }

    @Test
    void wrong_values_are_wrong_usage() {
        assertThat(run("serve", "--port", "70000").err()).contains("--port is 70000; ports go from 0");
        assertThat(run("serve", "--port", "70000").code()).isEqualTo(2);
        assertThat(run("serve", "--speed", "0").code()).isEqualTo(2);
        assertThat(run("serve", "--results-ttl", "soon").err())
                .contains("'soon' is no duration. Write 200ms, 5s, 30m or 2h.");
        assertThat(run("serve", "--nope").code()).isEqualTo(2);
        assertThat(run("play", "happy-path", "--connection", "0").err())
                .startsWith("--connection is 0; connections count from 1.");
        assertThat(run("play", "happy-path", "--speed", "-1").err()).startsWith("--speed is -1.0; it must be above 0");
    }

    @Test
    void wrong_usage_is_told_in_a_few_lines_the_first_of_which_says_what_is_wrong() {
        assertThat(run("serve", "--port", "x").err().lines())
                .containsExactly(
                        "Invalid value for option '--port': 'x' is not an int",
                        "'mock-server serve --help' shows all that it takes.");
        assertThat(run("tox").err()).contains("Did you mean: mock-server toxiproxy?");
    }

    @Test
    void a_port_that_is_taken_is_named_with_a_way_out() {
        try (var mock = MockServer.play("happy-path")) {
            var port = Integer.toString(mock.baseUri().getPort());
            var outcome = run("serve", "--port", port);
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err())
                    .startsWith("Port " + port + " on 127.0.0.1 is taken")
                    .endsWith("Give another with --port, or 0 for any free one.\n");
        }
    }

    @Test
    void an_address_that_is_not_ours_is_named() {
        var outcome = run("serve", "--port", "0", "--host", "no-such-host.invalid");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo(
                        "There is no host 'no-such-host.invalid'. Give an address of this machine with --host, such as"
                                + " 127.0.0.1.\n");
        // Set aside for documentation: nobody has it.
        assertThat(run("serve", "--port", "0", "--host", "192.0.2.1").err())
                .startsWith("192.0.2.1 is no address of this machine. Give an address of this machine with --host");
        assertThat(run("serve", "--port", "0", "--network", "edge", "--host", "192.0.2.1")
                        .err())
                .startsWith("192.0.2.1 is no address of this machine.");
    }

    @Test
    void the_program_serves_and_says_so_in_one_line() throws IOException {
        try (var program = Program.start("--port", "0", "--scenario", "failed-job")) {
            assertThat(program.ready())
                    .matches(
                            "Ready: http://127\\.0\\.0\\.1:\\d+ \\(\\d+ scenarios; control and timelines: .*/_mock/\\)");
            var client = new Client(program.uri());
            assertThat(client.importCsv("Title,Author,ISBN\n")
                            .json()
                            .at("/data/totalCount")
                            .intValue())
                    .isEqualTo(150);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_running_server_says_on_stderr_that_scenarios_were_read_again_or_why_not() throws IOException {
        file("mine.yaml", "id: mine\ntitle: Mine\nabout: x\n");
        try (var program = Program.start("--port", "0", "--scenarios", folder.toString());
                var err = program.process().errorReader(StandardCharsets.UTF_8)) {
            assertThat(program.ready()).startsWith("Ready: ");

            file("mine.yaml", "id: mine\ntitle: Mine again\nabout: x\n");
            assertThat(lineWith("Scenarios", err)).matches("Scenarios were read again: \\d+\\.");

            file("mine.yaml", "id: mine\ntitel: Mine again\nabout: x\n");
            assertThat(lineWith("'titel'", err)).contains("mine.yaml:2:1  There is no 'titel' here.");
            assertThat(lineWith("problem(s)", err)).endsWith("What is broken is played as it was before.");
        }
    }

    private static String lineWith(String words, BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(words)) {
                return line;
            }
        }
        throw new AssertionError("The program ended before it said '" + words + "'.");
    }

    @Test
    void play_writes_the_exact_bytes_and_nothing_else() throws IOException, InterruptedException {
        var contract = Contract.load("bookstrack");
        var scenario = Catalogue.bundled(new ScenarioReader(contract)).get("terminal-then-close");
        var process = Program.process("play", "terminal-then-close", "--speed", "1000");
        assertThat(process.getInputStream().readAllBytes())
                .isEqualTo(Rehearsal.of(contract, scenario, 1).bytes());
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith("(the connection ends cleanly)\n");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
