package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.JobRole;
import dev.understudy.scenario.AnswerPlan.ContractError;
import dev.understudy.scenario.ConnectionPlan.AfterLast;
import dev.understudy.scenario.ConnectionPlan.LineEnds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says is what is read; what it cannot say is refused with its place. */
class ScenarioReaderTest {
    @Test
    void three_lines_make_a_scenario_with_a_plain_run_for_all_pipelines() {
        var scenario = Yaml.scenario("");
        assertThat(scenario.pipelines()).containsExactly("imports", "enrichments", "scans");
        assertThat(scenario.job().items()).isEmpty();
        assertThat(scenario.job().timeline()).hasSize(3);
        assertThat(scenario.connections()).hasSize(1);
        assertThat(scenario.connection(7).retry()).contains(Duration.ofSeconds(5));
        assertThat(scenario.connection(7).heartbeat()).contains(Duration.ofSeconds(30));
    }

    @Test
    void the_last_connection_serves_all_later_ones() {
        var scenario = Yaml.scenario(
                "connections: [{line-ends: cr}, {line-ends: crlf, after-last: keep-open, retry: none}]\n");
        assertThat(scenario.connection(1).lineEnds()).isEqualTo(LineEnds.CR);
        assertThat(scenario.connection(2).lineEnds()).isEqualTo(LineEnds.CRLF);
        assertThat(scenario.connection(9).afterLast()).isEqualTo(AfterLast.KEEP_OPEN);
        assertThat(scenario.connection(9).retry()).isEmpty();
    }

    @Test
    void answers_are_read_in_their_order() {
        var scenario = Yaml.scenario("answers: {results: [{error: rate-limited, retry-after: 2s}, normal]}\n");
        assertThat(scenario.answer("results", 1).form()).isEqualTo(new ContractError("rate-limited"));
        assertThat(scenario.answer("results", 1).retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(scenario.answer("results", 2)).isEqualTo(AnswerPlan.NORMAL);
        assertThat(scenario.answer("results", 3)).isEqualTo(AnswerPlan.NORMAL);
        assertThat(scenario.answer("create", 1)).isEqualTo(AnswerPlan.NORMAL);
    }

    @Test
    void a_null_header_is_left_out() {
        var scenario = Yaml.scenario("answers: {status: [{status: 503, headers: {X-A: 1, Cache-Control: null}}]}\n");
        assertThat(scenario.answer("status", 1).headers())
                .containsEntry("X-A", Optional.of("1"))
                .containsEntry("Cache-Control", Optional.empty());
    }

    @Test
    void an_isbn_keeps_its_leading_zeros() {
        var scenario = Yaml.scenario("job: {items: 3, results: {errors: [{row: 2, isbn: 0140328726, error: bad}]}}\n");
        assertThat(scenario.job().results().errors()).containsExactly(new JobPlan.ItemError(2, "0140328726", "bad"));
    }

    @Test
    void a_step_can_wait_for_time_and_for_the_client() {
        var step = Yaml.scenario(
                        "job: {items: 1, timeline: [initialized, {until: {connections: 2}, after: 1s, completed}]}\n")
                .job()
                .timeline()
                .get(1);
        assertThat(step.untilConnections()).isEqualTo(OptionalInt.of(2));
        assertThat(step.after()).isEqualTo(Duration.ofSeconds(1));
        assertThat(step.where()).hasToString("x.yaml:4:41");
    }

    @Test
    void silence_for_no_time_is_not_silence_for_ever() {
        var faults = Yaml.scenario(
                        "network: [{when: {events: 1}, do: {silence: 0}}, {when: {events: 1}, do: silence}]\n")
                .network();
        assertThat(faults)
                .extracting(NetworkFault::what)
                .containsExactly(
                        new NetworkFault.Silence(Optional.of(Duration.ZERO)),
                        new NetworkFault.Silence(Optional.empty()));
    }

    @Test
    void what_is_expected_is_read_with_its_place() {
        var expect = Yaml.scenario(
                        "expect: {client: [polls: {at-most: 3}, creates], server: [resumes: {repeated: 1}, ends: failed]}\n")
                .expect();
        assertThat(expect.client())
                .extracting(Expected::what)
                .containsExactly(
                        new ClientExpectation.Calls(JobRole.STATUS, new CallCount(0, OptionalInt.of(3))),
                        new ClientExpectation.Calls(JobRole.CREATE, new CallCount(1, OptionalInt.empty())));
        assertThat(expect.client().get(1).where()).hasToString("x.yaml:4:40");
        assertThat(expect.server())
                .extracting(Expected::what)
                .containsExactly(new ServerExpectation.Resumes(0, 1), new ServerExpectation.Ends("failed"));
    }

    @Test
    void long_raw_bytes_are_fine() {
        assertThat(Yaml.problems(Yaml.HEAD + "job: {timeline: [{raw-hex: '" + "ab ".repeat(100_000) + "'}]}\n"))
                .isEmpty();
    }

    /** Each line: what stands behind the three first lines, and the one problem with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jbo: {} | x.yaml:4:1  There is no 'jbo' here. Did you mean 'job'? Use one of: id, title, about,",
                "job: {item: 3} | x.yaml:4:7  There is no 'item' here. Did you mean 'items'? Use one of: items, age, results-ttl, token-ttl, token-grace, auth, dialect, results, timeline.",
                "job: {items: many} | x.yaml:4:14  Found \"many\", expected a whole number of at least 1.",
                "job: {items: 0} | x.yaml:4:14  Found 0, expected a whole number of at least 1.",
                "job: {items: 1.5} | x.yaml:4:14  Found 1.5, expected a whole number of at least 1.",
                "job: {items: 99999999999} | x.yaml:4:14  Found 99999999999, expected a whole number of at least 1.",
                "job: [] | x.yaml:4:6  Found [], expected fields out of: items, age, results-ttl, token-ttl, token-grace, auth, dialect, results, timeline.",
                "job: {age: 5} | x.yaml:4:12  Found 5, expected a duration such as 200ms, 5s or 2h.",
                "job: {age: 999999999h} | x.yaml:4:12  Found \"999999999h\", expected a duration such as 200ms, 5s or 2h.",
                "job: {auth: baerer} | x.yaml:4:13  'baerer' is not known here. Did you mean 'bearer'? Use one of: none, bearer, query.",
                "job: {timeline: completed} | x.yaml:4:17  Found \"completed\", expected a list, each entry a step such as {after: 200ms, processing: {processed: 1}}.",
                "job: {timeline: [complete]} | x.yaml:4:18  There is no 'complete' here. Did you mean 'completed'? Use one of: initialized, processing,",
                "job: {timeline: [3]} | x.yaml:4:18  Found 3, expected a step such as {after: 200ms, processing: {processed: 1}}.",
                "job: {timeline: [{}]} | x.yaml:4:18  Nothing is said here. Use one of: initialized, processing,",
                "job: {timeline: [{after: soon, completed}]} | x.yaml:4:26  Found \"soon\", expected a duration such as 200ms, 5s or 2h.",
                "job: {timeline: [{initialized, completed}]} | x.yaml:4:32  'initialized' and 'completed' stand in one entry. Make it two entries.",
                "job: {timeline: [comment]} | x.yaml:4:18  'comment' needs something behind it. For example: comment: still here",
                "job: {timeline: [{heartbeat: 3}]} | x.yaml:4:30  'heartbeat' stands alone. Write: heartbeat",
                "job: {timeline: [{raw-hex: 'a b'}]} | x.yaml:4:28  Found \"a b\", expected bytes in hexadecimal, such as \"ef bb bf\".",
                "pipelines: [import] | x.yaml:4:13  'import' is not known here. Did you mean 'imports'? Use one of: imports, enrichments, scans.",
                "connections: [{faults: [{when: {events: 1}}]}] | x.yaml:4:25  'do' is missing: what goes wrong, such as reset. What goes wrong.",
                "connections: [{faults: [{when: {evnets: 1}, do: reset}]}] | x.yaml:4:33  There is no 'evnets' here. Did you mean 'events'? Use one of: event,",
                "connections: [{faults: [{when: {events: 1}, do: rest}]}] | x.yaml:4:45  There is no 'rest' here. Did you mean 'reset'? Use one of: reset, close,",
                "connections: [{faults: [{when: {events: 1}, do: {message: timout}}]}] | x.yaml:4:59  The contract has no event 'timout'. Did you mean 'timeout'? Use one of: initialized, processing, completed, failed, canceled, error, timeout.",
                "connections: [{faults: [{when: {state: done}, do: reset}]}] | x.yaml:4:40  The contract has no event 'done'. Use one of: initialized, processing, completed, failed, canceled, error, timeout.",
                "connections: [{space: maybe}] | x.yaml:4:23  Found \"maybe\", expected true or false.",
                "connections: [{heartbeat: never}] | x.yaml:4:27  Found \"never\", expected a duration such as 30s, or none.",
                "connections: [{encoding: gzp}] | x.yaml:4:26  'gzp' is not known here. Did you mean 'gzip'? Use one of: none, gzip, gzip-held, gzip-unasked.",
                "connections: [{after-last: 205}] | x.yaml:4:28  '205' is not known here. Did you mean '204'? Use one of: end, keep-open, close, end-then-close, 204.",
                "connections: [{chunks: {inside: [lf]}}] | x.yaml:4:34  'lf' is not known here. Use one of: crlf, character, bom.",
                "connections: [{chunks: {coalesce: {event: 3}}}] | x.yaml:4:36  There is no 'event' here. Did you mean 'events'? Use one of: events, time, until.",
                "connections: [{faults: [{when: {events: 0}, do: omit}]}] | x.yaml:4:49  This is done to an event, and there is none then. Use when: {event: 1}, or {state: ...}.",
                "connections: [{faults: [{when: {after: 1s}, do: twice}]}] | x.yaml:4:49  This is done to an event, and there is none then. Use when: {event: 1}, or {state: ...}.",
                "connections: [{faults: [{when: {before: headers}, do: {message: timeout}}]}] | x.yaml:4:55  There is no stream yet to write it into. Use when: {events: 0}, which is behind the headers.",
                "connections: [{faults: [{when: {before: request}, do: {garbage: x}}]}, {}] | x.yaml:4:55  Nothing was asked yet. Use reset, close or silence, or when: {before: headers}.",
                "connections: [{faults: [{when: {before: request}, do: reset}]}] | x.yaml:4:55  The last entry serves all later connections, so nobody could ask anything any more. Add '- {}' behind it, or use when: {before: headers}.",
                "job: {timeline: [{initialized: {size: 5MB}}]} | x.yaml:4:39  Found \"5MB\", expected a size such as 500, 64KiB or 5MiB.",
                "job: {timeline: [{initialized: {size: 9999MiB}}]} | x.yaml:4:39  Found \"9999MiB\", expected a size such as 500, 64KiB or 5MiB.",
                "job: {timeline: [{initialized: {id: \"1\\n2\"}}]} | x.yaml:4:18  A line end stands within a line. Make it two lines, or use raw.",
                "job: {timeline: [{initialized: {lines: ['data: {dat}'], violates: schema}}]} | x.yaml:4:18  'data: {dat}' has a gap that is not known. There are {id}, {event} and {data}.",
                "job: {timeline: [{initialized: {lines: ['id: {id}', 'event: {event}', 'data: {data}'], size: 9}}]} | x.yaml:4:18  'lines' and 'size' do not go together. Use one of them, or raw.",
                "job: {timeline: [{comment: a, times: 0}]} | x.yaml:4:38  Found 0, expected a whole number from 1 to 100000.",
                "connections: [{http: {body: closed}}] | x.yaml:4:29  'closed' is not known here. Did you mean 'close'? Use one of: chunked, close.",
                "connections: [{http: {interim: [200]}}] | x.yaml:4:33  Found 200, expected a whole number from 100 to 199.",
                "connections: [{faults: [{when: {events: 1}, do: unframd}]}] | x.yaml:4:45  There is no 'unframd' here. Did you mean 'unframed'?",
                "answers: {status: [{error: rate-limited, retry-after-as: dates}]} | x.yaml:4:58  'dates' is not known here. Did you mean 'date'? Use one of: seconds, date.",
                "answers: {stream: [normal]} | x.yaml:4:11  There is no 'stream' here. Use one of: create, status, results, cancel, refresh-token.",
                "answers: {results: [{status: 700}]} | x.yaml:4:30  Found 700, expected a whole number from 200 to 599.",
                "rate-limit: {create: {calls: 1}} | x.yaml:4:22  'per' is missing: a duration such as 200ms, 5s or 2h. The window, on the job's clock.",
                "expect: {clinet: []} | x.yaml:4:10  There is no 'clinet' here. Did you mean 'client'? Use one of: client, server.",
                "expect: {client: [reconects]} | x.yaml:4:19  There is no 'reconects' here. Did you mean 'reconnects'? Use one of: reconnects, opens,",
                "expect: {client: [{polls: {time: 1}}]} | x.yaml:4:28  There is no 'time' here. Did you mean 'times'? Use one of: times, at-least, at-most.",
                "expect: {client: [{opens: {times: -1}}]} | x.yaml:4:35  Found -1, expected a whole number of at least 0.",
                "expect: {client: [{reconnects: {not-before: soon}}]} | x.yaml:4:45  Found \"soon\", expected a duration such as 30s, or retry.",
                "expect: {client: [stays-away]} | x.yaml:4:19  'stays-away' needs something behind it. For example: {stays-away: {for: 3s}}",
                "expect: {server: [{ends: complete}]} | x.yaml:4:26  'complete' is not known here. Did you mean 'completed'? Use one of: completed, failed, canceled.",
                "network: [{when: {events: 1}, do: {bandwidth: 0}}] | x.yaml:4:47  Found 0, expected a whole number of at least 1.",
                "network: [{when: {events: 1}, do: {profile: egde}}] | x.yaml:4:45  'egde' is not known here. Did you mean 'edge'? Use one of: 100-percent-loss, 3g,",
                "network: [{when: {events: 1}, do: {profile: high-latency-dns}}] | x.yaml:4:45  'high-latency-dns' is not known here. Use one of: 100-percent-loss, 3g,",
                "network: [{when: {events: 1}, do: {transition: tunel}}] | x.yaml:4:48  'tunel' is not known here. Did you mean 'tunnel'? Use one of: wifi-to-cellular,",
            })
    void a_word_that_cannot_stand_there_is_refused(String rest, String problem) {
        assertThat(Yaml.problems(Yaml.HEAD + rest + "\n"))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[initialized, completed, heartbeat, {processing: {processed: 1}}] | 'processing' comes after 'completed', which ends the job.",
                "[initialized, {processing: {processed: 2}}, {processing: {processed: 1}}] | Progress falls from 2 to 1.",
                "[initialized, {processing: {processed: 4}}] | There are 3 items, so 4 cannot be done.",
                "[initialized, timeout] | 'timeout' concerns a connection, not the job. Use a fault: {do: {message: timeout}}.",
                "[{comment: \"a\\nb\"}] | A comment is one line.",
                "[initialized, {processing: {data: x}}] | 'data' replaces the payload, so the contract cannot be kept.",
                "[initialized, {processing: {id: none}}] | 'id: none' breaks the contract.",
                "[initialized, {processing: {id: \"\"}}] | 'id: ' breaks the contract.",
                "[initialized, {processing: {lines: ['id: {id}']}}] | A reader of these lines does not get the event: it gets id 1, name null, and no data.",
                "[{initialized: {lines: ['data: {data}', 'id: {id}']}}] | A reader of these lines does not get the event: it gets id 1, name null.",
            })
    void a_story_that_breaks_the_contract_is_refused(String timeline, String problem) {
        assertThat(Yaml.problems(Yaml.HEAD + "job: {items: 3, timeline: " + timeline + "}\n"))
                .first()
                .asString()
                .endsWith("  " + problem + " Mend it, or say on purpose: violates: <a rule, or schema>.");
    }

    @Test
    void a_payload_that_does_not_fit_is_refused_unless_it_says_so() {
        var step = "processing: {payload: {progress: 50}";
        assertThat(Yaml.problems(Yaml.HEAD + "job: {items: 3, timeline: [initialized, {" + step + "}}]}\n"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:4:41  The payload of 'processing' does not fit: /progress")
                .contains("openapi.yaml#/components/schemas/ProcessingEvent");
        assertThat(Yaml.problems(
                        Yaml.HEAD + "job: {items: 3, timeline: [initialized, {" + step + ", violates: schema}}]}\n"))
                .isEmpty();
    }

    @Test
    void an_unknown_rule_is_refused_with_the_nearest_one() {
        assertThat(Yaml.problems(
                        Yaml.HEAD + "job: {items: 3, timeline: [{processing: {data: x, violates: STREAM-PAYLOD}}]}\n"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:4:61  There is no rule 'STREAM-PAYLOD'. Did you mean 'STREAM-PAYLOAD'?");
    }

    @Test
    void a_payload_may_have_a_field_called_violates() {
        assertThat(Yaml.problems(Yaml.HEAD
                        + "job: {items: 3, timeline: [initialized, {processing: {payload: {violates: nothing}}}]}\n"))
                .isEmpty();
    }

    @Test
    void what_every_scenario_needs_is_asked_for() {
        assertThat(Yaml.problems("tags: [a]\n"))
                .containsExactly(
                        "x.yaml:1:1  'id' is missing: text. The scenario's name in commands and URLs; as the file's.",
                        "x.yaml:1:1  'title' is missing: text. One sentence: what happens and what must come of it.",
                        "x.yaml:1:1  'about' is missing: text. Which failure it provokes, in plain words.");
        assertThat(Yaml.problems(""))
                .singleElement()
                .asString()
                .startsWith("x.yaml:1:1  Found nothing, expected fields");
    }

    @ParameterizedTest
    @CsvSource({"Has Blanks", "UPPER", "two--hyphens", "-first", "last-", "under_score"})
    void an_id_is_lower_case_with_single_hyphens(String id) {
        assertThat(Yaml.problems("id: " + id + "\ntitle: T\nabout: A\n"))
                .containsExactly(
                        "x.yaml:1:5  '" + id + "' cannot be an id. Use lower case, digits and single hyphens.");
    }

    @Test
    void aliases_and_doubled_keys_are_refused() {
        assertThat(Yaml.problems(Yaml.HEAD + "job: &a {items: 1}\nnetwork: *a\n"))
                .containsExactly("x.yaml:5:10  Aliases (*name) are not supported here. Write the value out.");
        assertThat(Yaml.problems(Yaml.HEAD + "id: y\n"))
                .containsExactly("x.yaml:4:1  The key 'id' is here twice. The first one is at x.yaml:1:1.");
    }

    @Test
    void problems_come_in_the_order_of_the_text() {
        assertThat(Yaml.problems(Yaml.HEAD + "job: {items: 0, nope: 1}\ntgas: []\n"))
                .extracting(problem -> problem.substring(0, 10))
                .isEqualTo(List.of("x.yaml:4:1", "x.yaml:4:1", "x.yaml:5:1"));
    }
}
