package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle of lost, repeated, swapped and changed events, on journals written by hand. */
class NoLossTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final List<String> RULES =
            List.of("RESUME-LOSSLESS", "RESUME-NO-REPEAT", "RESUME-ORDER", "RESUME-CATCHES-UP", "RESUME-UNCHANGED");

    private final List<Entry> journal = new ArrayList<>();
    private long at;

    private Duration tick() {
        return Duration.ofMillis(++at);
    }

    private void stream(long exchange, String purpose, String lastEventId, String... ids) {
        Map<String, String> headers = lastEventId.isEmpty() ? Map.of() : Map.of("last-event-id", lastEventId);
        var label = purpose + " job-1 streamImport";
        journal.add(new Entry.Request(tick(), exchange, 0, label, "GET", "/api/v2/imports/x/stream", headers, 0));
        journal.add(new Entry.Response(tick(), exchange, 200, Map.of(), null));
        for (var id : ids) {
            journal.add(event(exchange, id, id));
        }
    }

    private Entry.Event event(long exchange, String id, String step) {
        var name = step.equals("5") ? "completed" : "processing";
        return new Entry.Event(tick(), exchange, id, name, "{\"processedCount\":" + step + ",\"totalCount\":5}");
    }

    private void end(long exchange, Entry.How how) {
        journal.add(new Entry.End(tick(), exchange, how, ""));
    }

    /** Somebody saw it all, somebody else was cut behind the second event, inside the third. */
    private void controlAndCut() {
        stream(1, "stream", "", "1", "2", "3", "4", "5");
        end(1, Entry.How.CLEAN);
        stream(2, "stream-cut", "", "1", "2");
        journal.add(new Entry.Fault(tick(), 2, "cut inside the id, 4 bytes into event 3"));
        end(2, Entry.How.LEFT);
    }

    private List<String> verdicts() {
        var terms = new Terms(Duration.ofSeconds(30), Duration.ofHours(2), true, Duration.ofSeconds(5));
        return Judge.judge(ServerChecks.ALL, new Seen(CONTRACT, terms, journal)).stream()
                .filter(verdict -> RULES.contains(verdict.rule().id()))
                .filter(verdict -> verdict.outcome() != Outcome.PASS)
                .map(verdict -> verdict.outcome().word() + " " + verdict.rule().id())
                .toList();
    }

    @Test
    void who_gets_exactly_what_was_missed_proves_it() {
        controlAndCut();
        stream(3, "stream-resume", "2", "3", "4", "5");
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void an_event_that_never_comes_is_lost() {
        controlAndCut();
        stream(3, "stream-resume", "2", "4", "5");
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("fail RESUME-LOSSLESS");
    }

    @Test
    void an_event_that_was_seen_is_repeated() {
        controlAndCut();
        stream(3, "stream-resume", "2", "2", "3", "4", "5");
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("fail RESUME-NO-REPEAT");
    }

    @Test
    void two_events_that_change_places_are_out_of_order() {
        controlAndCut();
        stream(3, "stream-resume", "2", "4", "3", "5");
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("fail RESUME-ORDER");
    }

    @Test
    void another_text_under_the_same_id_is_changed() {
        controlAndCut();
        stream(3, "stream-resume", "2", "3");
        journal.add(event(3, "4", "3"));
        journal.add(event(3, "5", "5"));
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("fail RESUME-UNCHANGED");
    }

    @Test
    void without_a_cut_that_landed_nothing_is_proven() {
        stream(1, "stream", "", "1", "2", "3", "4", "5");
        end(1, Entry.How.CLEAN);
        stream(2, "stream-resume", "2", "3", "4", "5");
        end(2, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("inconclusive RESUME-LOSSLESS");
    }

    @Test
    void a_cut_behind_the_last_event_proves_nothing() {
        controlAndCut();
        stream(3, "stream-resume", "5", "5");
        end(3, Entry.How.CLEAN);
        assertThat(verdicts()).containsExactly("inconclusive RESUME-LOSSLESS");
    }
}
