package dev.understudy.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.ExitCode;
import dev.understudy.journal.Entry;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Yardstick;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClientSuiteTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_client_that_does_all_right_fails_nothing_and_something_was_seen() throws Exception {
        var result = run(plain("good"), LONG, 200);

        assertThat(result.scenarios()).singleElement().satisfies(scenario -> {
            assertThat(scenario.ending()).isEqualTo("exit 0");
            assertThat(scenario.count(Outcome.PASS)).isPositive();
            assertThat(scenario.verdicts())
                    .noneMatch(verdict -> verdict.outcome().compareTo(Outcome.WARN) <= 0);
        });
        assertThat(result.exitCode()).isEqualTo(ExitCode.CONFORMANT);
    }

    @Test
    void a_command_that_is_not_there_is_said_to_be_and_nothing_is_judged() throws Exception {
        var result = run(new Command("nobody", "understudy-no-such-program"), LONG, 200);

        assertThat(result.scenarios().get(0).mishap())
                .startsWith("The command did not start: ")
                .contains("understudy-no-such-program");
        assertThat(result.count(Outcome.ERROR)).isEqualTo(1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void a_client_that_hangs_is_ended_and_nothing_that_it_did_not_do_is_called_right() throws Exception {
        var result = run(plain("hangs"), Duration.ofSeconds(2), 200);

        assertThat(result.scenarios().get(0).ending()).isEqualTo("ended by us: not done within 2 s");
        assertThat(result.scenarios().get(0).count(Outcome.PASS)).isZero();
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOTHING_PROVEN);
    }

    @Test
    void of_a_client_that_prints_without_end_the_last_lines_are_kept_without_their_secrets() throws Exception {
        var scenario = run(plain("talks"), LONG, 200).scenarios().get(0);

        assertThat(scenario.ending()).isEqualTo("exit 0");
        assertThat(scenario.told())
                .startsWith("[... ")
                .contains("line 99999")
                .doesNotContain("very-secret-token")
                .hasSizeLessThan(64 * 1024);
    }

    @Test
    void a_client_that_storms_is_ended_after_so_many_requests() throws Exception {
        var scenario = run(plain("storms"), LONG, 20).scenarios().get(0);

        assertThat(scenario.ending()).isEqualTo("ended by us: more than 20 requests");
        assertThat(scenario.journal())
                .filteredOn(Entry.Request.class::isInstance)
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_client_that_has_broken_a_rule_and_goes_on_is_ended_soon() throws Exception {
        var scenario = run(plain("goes-on"), LONG, 200).scenarios().get(0);

        assertThat(scenario.ending()).isEqualTo("ended by us: it goes on, and has broken a rule");
        assertThat(scenario.wasCutShort()).isTrue();
        assertThat(scenario.count(Outcome.FAIL)).isPositive();
        assertThat(scenario.journal())
                .filteredOn(Entry.Request.class::isInstance)
                .hasSizeBetween(8, 200);
    }

    @Test
    void several_clients_are_judged_in_one_run_each_by_its_own_name() throws Exception {
        var results = new ClientSuite(settings(List.of("happy-path", "failed-job"), LONG, 200), result -> {})
                .run(List.of(plain("good"), plain("good"), plain("hastens")));

        assertThat(results).extracting(ClientResult::client).containsExactly("good", "good (2)", "hastens");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.scenarios())
                        .extracting(scenario -> scenario.scenario().id())
                        .containsExactly("failed-job", "happy-path"));
        assertThat(results)
                .extracting(result -> result.scenarios().get(1).ending())
                .containsExactly("exit 0", "exit 0", "exit 1");
    }

    @Test
    void the_longest_scenarios_begin_first() {
        var suite = new ClientSuite(settings(List.of(), LONG, 200), result -> {});
        var lengths = suite.scenarios().stream().collect(Collectors.toMap(scenario -> scenario.id(), StoryLength::of));

        assertThat(lengths.get("silence")).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(lengths.get("twelve-seconds-of-silence")).isGreaterThan(Duration.ofSeconds(12));
        assertThat(lengths.get("slow-and-long")).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(lengths.get("happy-path")).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void scenarios_are_selected_by_id_by_group_and_by_tag_and_told_one_by_one() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var suite = new ClientSuite(
                settings(List.of("happy-path", "failed-job"), LONG, 200),
                result -> told.add(result.scenario().id()));

        suite.run(plain("good"));

        assertThat(told).containsExactlyInAnyOrder("happy-path", "failed-job");
        assertThat(suite.words()).contains("happy-path", "lifecycle", "resume");
        assertThat(new ClientSuite(settings(List.of("lifecycle"), LONG, 1), result -> {}).scenarios())
                .isNotEmpty()
                .allMatch(scenario ->
                        scenario.group().equals("lifecycle") || scenario.tags().contains("lifecycle"));
    }

    static ClientResult run(Client client, Duration limit, int mostRequests) throws IOException, InterruptedException {
        return new ClientSuite(settings(List.of("happy-path"), limit, mostRequests), result -> {}).run(client);
    }

    static ClientSettings settings(List<String> only, Duration limit, int mostRequests) {
        return new ClientSettings("bookstrack", only, List.of(), Yardstick.FETCH, 4, limit, mostRequests, 1, 1);
    }

    private static Command plain(String behaviour) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Command(
                behaviour,
                "\"" + java + "\" -cp \"" + System.getProperty("java.class.path") + "\" " + PlainClient.class.getName()
                        + " " + behaviour);
    }
}
