package dev.understudy.mock.script;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts with plain values: no sockets, no waiting. */
class StreamScriptTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final ScenarioReader READER = new ScenarioReader(CONTRACT);
    private static final String TWO_EVENTS = "job: {items: 2, timeline: [initialized, {after: 1s, completed}]}\n";

    private static Scenario scenario(String rest) {
        return READER.read(YamlDocument.parse("x.yaml", "id: x\ntitle: T\nabout: A\n" + rest), "g");
    }

    private static Job job(Scenario scenario) {
        return RehearsedJob.of(CONTRACT, scenario, 1).job();
    }

    private static StreamScript script(String rest) {
        var scenario = scenario(rest);
        var job = job(scenario);
        var plan = scenario.connection(1);
        var start = StreamStart.of(job, plan, Optional.empty(), Duration.ZERO);
        return new StreamScript(job, plan, start, Duration.ZERO, ofMinutes(5));
    }

    /** Everything up to a wait, each action as a short word. */
    private static List<String> until(StreamScript script, Duration now) {
        var words = new ArrayList<String>();
        while (!script.isEnded()) {
            var action = script.next(now);
            words.add(word(action));
            if (action instanceof Action.WaitUntil || action instanceof Action.WaitForChange) {
                break;
            }
        }
        return words;
    }

    private static String word(Action action) {
        if (action instanceof Action.Send send) {
            var text = send.bytes().toString();
            int event = text.indexOf("event: ");
            return event < 0 ? text : text.substring(event + 7, text.indexOf('\\', event));
        }
        if (action instanceof Action.WaitUntil wait) {
            return "wait until " + wait.time().toMillis();
        }
        return action instanceof Action.Note note
                ? "note " + note.fault()
                : action.getClass().getSimpleName();
    }

    @Test
    void events_come_when_they_are_due_and_the_answer_ends_behind_the_last() {
        var script = script(TWO_EVENTS);
        assertThat(until(script, Duration.ZERO)).containsExactly("retry: 5000\\n\\n", "initialized", "wait until 1000");
        assertThat(until(script, ofMillis(999))).containsExactly("wait until 1000");
        assertThat(until(script, ofSeconds(1))).containsExactly("completed", "End");
    }

    @Test
    void asking_again_is_always_right() {
        var script = script(TWO_EVENTS);
        until(script, Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            assertThat(until(script, ofMillis(10))).containsExactly("wait until 1000");
        }
    }

    @Test
    void a_heartbeat_waits_for_silence_not_for_the_clock() {
        var script = script("""
                job: {items: 2, timeline: [initialized, {after: 1500ms, comment: hi}, {after: 5s, completed}]}
                connections: [{heartbeat: 1s}]
                """);
        until(script, Duration.ZERO);
        assertThat(until(script, ofSeconds(1))).containsExactly(": heartbeat\\n\\n", "wait until 1500");
        assertThat(until(script, ofMillis(1500))).containsExactly(": hi\\n\\n", "wait until 2500");
        assertThat(until(script, ofMillis(2500))).containsExactly(": heartbeat\\n\\n", "wait until 3500");
    }

    @Test
    void comments_do_not_keep_a_stream_from_its_timeout() {
        var script = script("""
                job: {items: 2, timeline: [initialized, {after: 9m, completed}]}
                connections: [{heartbeat: 2m}]
                """);
        until(script, Duration.ZERO);
        assertThat(until(script, ofMinutes(2))).containsExactly(": heartbeat\\n\\n", "wait until 240000");
        assertThat(until(script, ofMinutes(4))).containsExactly(": heartbeat\\n\\n", "wait until 300000");
        assertThat(until(script, ofMinutes(5))).containsExactly("timeout", "End");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{when: {events: 0}, do: reset} | note reset, Reset",
                "{when: {events: 1}, do: close} | initialized, note close, Close",
                "{when: {state: initialized}, do: end} | initialized, note end, End",
                "{when: {event: 1}, do: {garbage: '!!'}} | initialized, note garbage, !!, wait until 1000",
                "{when: {event: 1}, do: omit} | wait until 1000",
                "{when: {event: 1}, do: twice} | initialized, note twice, initialized, wait until 1000",
                "{when: {events: 1}, do: {message: timeout}} | initialized, note message timeout, timeout, note end, End",
                "{when: {events: 1}, do: silence} | initialized, note silence, WaitForChange",
                "{when: {events: 1}, do: {silence: 4s}} | initialized, note silence, wait until 4000",
                "{when: {after: 300ms}, do: reset} | initialized, wait until 300"
            })
    void any_fault_happens_at_any_time(String fault, String words) {
        var script = script(TWO_EVENTS + "connections: [{retry: none, faults: [" + fault + "]}]\n");
        assertThat(String.join(", ", until(script, Duration.ZERO))).isEqualTo(words);
    }

    @Test
    void mixed_line_ends_are_each_one_line_end_wherever_they_meet() {
        var script = script(TWO_EVENTS + "connections: [{line-ends: mixed}]\n");
        var text = new StringBuilder();
        for (var action = script.next(ofSeconds(1));
                action instanceof Action.Send send;
                action = script.next(ofSeconds(1))) {
            text.append(
                    java.nio.charset.StandardCharsets.UTF_8.decode(send.bytes().asBuffer()));
        }
        var lines = text.toString().split("\r\n|\r|\n", -1);
        assertThat(text).contains("\r\n", "\n\r", "\r\r\n");
        assertThat(lines).filteredOn(String::isEmpty).hasSize(4);
        assertThat(lines).hasSize(11);
    }

    @Test
    void a_fault_inside_an_event_lets_just_so_many_bytes_pass() {
        var script = script(
                TWO_EVENTS + "connections: [{retry: none, faults: [{when: {event: 1, byte: 17}, do: reset}]}]\n");
        var first = script.next(Duration.ZERO);
        assertThat(first).isInstanceOfSatisfying(Action.Send.class, send -> {
            assertThat(send.bytes().length()).isEqualTo(17);
            assertThat(send.completes()).isEmpty();
        });
        assertThat(until(script, Duration.ZERO)).containsExactly("note reset", "Reset");
    }

    @Test
    void a_byte_beyond_the_event_is_its_end() {
        var script = script(
                TWO_EVENTS + "connections: [{retry: none, faults: [{when: {event: 1, byte: 9999}, do: reset}]}]\n");
        assertThat(until(script, Duration.ZERO)).containsExactly("initialized", "note reset", "Reset");
    }

    @Test
    void two_faults_may_hit_one_event() {
        var script = script(
                TWO_EVENTS
                        + "connections: [{retry: none, faults: [{when: {event: 1}, do: end}, {when: {event: 1, byte: 0}, do: {garbage: x}}]}]\n");
        assertThat(until(script, Duration.ZERO)).containsExactly("note garbage", "x", "initialized", "note end", "End");
    }

    @Test
    void pieces_are_cut_where_the_plan_wants_and_make_the_whole() {
        var script = script(TWO_EVENTS + "connections: [{retry: none, chunks: {at: [3, 10], every: 5ms}}]\n");
        assertThat(script.next(Duration.ZERO)).isEqualTo(Action.Send.of(Bytes.utf8("id:"), Optional.empty()));
        assertThat(script.next(Duration.ZERO)).isEqualTo(new Action.WaitUntil(ofMillis(5)));
        assertThat(script.next(ofMillis(5))).isEqualTo(Action.Send.of(Bytes.utf8(" 176722"), Optional.empty()));
        assertThat(script.next(ofMillis(5))).isEqualTo(new Action.WaitUntil(ofMillis(10)));
        assertThat(script.next(ofMillis(10)))
                .isInstanceOfSatisfying(
                        Action.Send.class, send -> assertThat(send.completes()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({"lf, '\\n'", "cr, '\\r'", "crlf, '\\r\\n'"})
    void lines_end_as_the_plan_wants(String ends, String shown) {
        var script = script(TWO_EVENTS + "connections: [{retry: 1s, line-ends: " + ends + "}]\n");
        assertThat(script.next(Duration.ZERO))
                .isInstanceOfSatisfying(
                        Action.Send.class, send -> assertThat(send.bytes()).hasToString("retry: 1000" + shown + shown));
    }

    @Test
    void a_byte_order_mark_is_a_write_of_its_own() {
        var script = script(TWO_EVENTS + "connections: [{bom: true}]\n");
        assertThat(script.next(Duration.ZERO))
                .isEqualTo(Action.Send.of(Bytes.of((byte) 0xEF, (byte) 0xBB, (byte) 0xBF), Optional.empty()));
    }

    @Test
    void what_is_held_back_waits_for_its_time_and_for_nothing_else() {
        var script = script(TWO_EVENTS + "connections: [{retry: none, chunks: {coalesce: {time: 700ms}}}]\n");
        assertThat(until(script, Duration.ZERO)).containsExactly("wait until 700");
        assertThat(until(script, ofMillis(699))).containsExactly("wait until 700");
        assertThat(until(script, ofMillis(700))).containsExactly("initialized", "wait until 1000");
        assertThat(until(script, ofSeconds(1))).containsExactly("completed", "End");
    }

    @Test
    void what_is_held_back_comes_before_the_end() {
        var script = script(TWO_EVENTS + "connections: [{retry: none, chunks: {coalesce: {until: end}}}]\n");
        assertThat(until(script, Duration.ZERO)).containsExactly("wait until 1000");
        assertThat(script.next(ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Action.Send.class, send -> assertThat(send.completes()).hasSize(2));
        assertThat(until(script, ofSeconds(1))).containsExactly("End");
        assertThat(script.isEnded()).isTrue();
    }

    @Test
    void the_first_byte_can_wait() {
        var script = script(TWO_EVENTS + "connections: [{delay: {first-byte: 2s}}]\n");
        assertThat(script.next(Duration.ZERO)).isEqualTo(new Action.WaitUntil(ofSeconds(2)));
        assertThat(until(script, ofSeconds(2))).containsExactly("retry: 5000\\n\\n", "initialized", "completed", "End");
    }

    @Test
    void a_stream_can_stay_open_behind_its_last_event() {
        var script = script("""
                job: {items: 1, timeline: [completed]}
                connections: [{retry: none, after-last: keep-open}]
                """);
        assertThat(until(script, Duration.ZERO)).containsExactly("completed", "wait until 30000");
    }

    private static StreamStart start(String rest, String lastEventId, Duration now) {
        var scenario = scenario(TWO_EVENTS + rest);
        return StreamStart.of(
                job(scenario), scenario.connection(1), Optional.of(lastEventId).filter(id -> !id.equals("-")), now);
    }

    private static final String FIRST = "1767225600000-0010";
    private static final String LAST = "1767225601000-0020";

    @ParameterizedTest
    @CsvSource({
        "-, 0, 0, false",
        "1767225600000-0010, 0, 1, false",
        "1767225600000-0010, 1000, 1, false",
        "1767225601000-0020, 1000, 1, false",
        "1767225601000-0020, 0, 1, true",
        "unknown, 0, 1, true",
        "unknown, 1000, 1, false",
        "'', 0, 0, false",
        "-, 1000, 1, false"
    })
    void a_connection_begins_where_the_contract_lets_it(String id, long now, int index, boolean snapshot) {
        assertThat(start("", id, ofMillis(now))).isEqualTo(new StreamStart(index, snapshot));
    }

    @Test
    void a_server_can_honour_last_event_id_wrongly() {
        assertThat(start("connections: [{resume: ignore}]", FIRST, Duration.ZERO))
                .isEqualTo(new StreamStart(0, false));
        assertThat(start("connections: [{resume: repeat}]", FIRST, Duration.ZERO))
                .isEqualTo(new StreamStart(0, false));
        assertThat(start("connections: [{resume: skip}]", FIRST, Duration.ZERO)).isEqualTo(new StreamStart(2, false));
        assertThat(start("connections: [{resume: snapshot}]", FIRST, Duration.ZERO))
                .isEqualTo(new StreamStart(1, true));
    }

    @Test
    void a_server_can_treat_late_comers_wrongly() {
        assertThat(start("connections: [{late: whole}]", "-", ofSeconds(1))).isEqualTo(new StreamStart(0, false));
        assertThat(start("connections: [{late: nothing}]", "-", ofSeconds(1)).isNothing())
                .isTrue();
        assertThat(start("connections: [{late: nothing}]", LAST, ofSeconds(1)).isNothing())
                .isFalse();
    }
}
