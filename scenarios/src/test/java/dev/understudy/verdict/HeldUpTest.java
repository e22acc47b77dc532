package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server is not blamed for the time in which our own machine kept us waiting. */
class HeldUpTest {
    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(30), Duration.ofHours(2), true, Duration.ofSeconds(5));

    private static Seen seen(Entry... entries) {
        return new Seen(HandJournal.CONTRACT, TERMS, List.of(entries));
    }

    private static Entry heldUp(long until, long time) {
        return new Entry.HeldUp(HandJournal.ms(until), 0, HandJournal.ms(time));
    }

    private static Duration between(Seen seen) {
        return seen.between(HandJournal.ms(1000), HandJournal.ms(4000));
    }

    @Test
    void time_in_which_nobody_looked_does_not_count() {
        assertThat(between(seen())).isEqualTo(HandJournal.ms(3000));
        assertThat(between(seen(heldUp(3500, 2000)))).isEqualTo(HandJournal.ms(1000));
        assertThat(between(seen(heldUp(1500, 700), heldUp(4500, 700)))).isEqualTo(HandJournal.ms(2300));
        assertThat(between(seen(heldUp(900, 500), heldUp(5000, 900)))).isEqualTo(HandJournal.ms(3000));
        assertThat(between(seen(heldUp(9000, 9000)))).isZero();
    }

    @Test
    void headers_that_came_late_while_we_were_held_up_are_not_late() {
        assertThat(headersFirst()).isEqualTo(Outcome.FAIL);
        assertThat(headersFirst(heldUp(3900, 2500))).isNotEqualTo(Outcome.FAIL);
    }

    private static Outcome headersFirst(Entry... more) {
        var entries = new ArrayList<Entry>(List.of(more));
        entries.add(
                new Entry.Request(HandJournal.ms(1000), 1, 0, "stream job-1 streamImport", "GET", "/x", Map.of(), 0));
        entries.add(new Entry.Response(HandJournal.ms(4000), 1, 200, Map.of(), null));
        var check = ServerChecks.ALL.stream()
                .filter(each -> each.rule().equals("STREAM-HEADERS-FIRST"))
                .toList();
        return Judge.judge(check, new Seen(HandJournal.CONTRACT, TERMS, entries))
                .get(0)
                .outcome();
    }
}
