package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times and rates, on journals written by hand. */
class SloChecksTest {
    private static final Slo SLO = new Slo(3, ms(100), ms(500), ms(50), ms(5000), "id");

    private final HandJournal journal = new HandJournal();

    private static Duration ms(long at) {
        return Duration.ofMillis(at);
    }

    private SloChecksTest ask(long at, String purpose, String job) {
        journal.ask(at, purpose + " " + job + " streamImport", "/api/v2/imports/x/stream");
        return this;
    }

    private Verdict verdict(String rule, @Nullable Slo slo) {
        var terms = new Terms(ms(30_000), Duration.ofHours(2), true, ms(5000), Map.of(), slo);
        return Judge.judge(SloChecks.ALL, new Seen(HandJournal.CONTRACT, terms, journal.entries())).stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private Verdict verdict(String rule) {
        return verdict(rule, SLO);
    }

    @Test
    void percentiles_are_the_nearest_rank() {
        var times = LongStream.rangeClosed(1, 200).mapToObj(SloChecksTest::ms).toList();
        assertThat(SloChecks.percentile(times, 50)).isEqualTo(ms(100));
        assertThat(SloChecks.percentile(times, 95)).isEqualTo(ms(190));
        assertThat(SloChecks.percentile(times, 99)).isEqualTo(ms(198));
        assertThat(SloChecks.percentile(List.of(ms(7)), 50)).isEqualTo(ms(7));
    }

    @Test
    void one_slow_connection_of_twenty_is_allowed_and_two_are_not() {
        for (int i = 0; i < 19; i++) {
            ask(i * 1000L, "stream-slo", "job-" + i);
            journal.answer(i * 1000L + 10, 200, null);
        }
        ask(50_000, "stream-slo", "job-slow");
        journal.answer(50_900, 200, null);
        assertThat(verdict("SLO-CONNECT").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict("SLO-CONNECT").evidence())
                .containsExactly("p50 10 ms, p95 10 ms, p99 900 ms, measured 20 times; the limit for p95 is 100 ms.");
        ask(60_000, "stream-slo", "job-slow-too");
        journal.answer(60_101, 200, null);
        assertThat(verdict("SLO-CONNECT").outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict("SLO-CONNECT").reason()).contains("p95 101 ms");
    }

    @Test
    void the_first_message_counts_from_the_headers_and_one_that_never_came_is_late() {
        ask(0, "stream-slo", "job-1");
        journal.answer(400, 200, null).event(900, "1", "initialized").end(910, Entry.How.LEFT);
        assertThat(verdict("SLO-FIRST-MESSAGE").outcome()).isEqualTo(Outcome.PASS);
        ask(1000, "stream-slo", "job-2");
        journal.answer(1010, 200, null).end(11_010, Entry.How.LEFT);
        assertThat(verdict("SLO-FIRST-MESSAGE").reason()).contains("p95 10.0 s");
    }

    @Test
    void the_way_back_counts_from_the_loss() {
        ask(0, "stream-slo", "job-1");
        journal.answer(10, 200, null).end(500, Entry.How.CUT);
        ask(5400, "stream-slo-again", "job-1");
        journal.answer(5501, 200, null);
        assertThat(verdict("SLO-RECONNECT").reason()).contains("p95 5001 ms").contains("the limit for p95 is 5000 ms");
    }

    @Test
    void lateness_is_held_against_the_quickest_event_whatever_the_clocks_say() {
        ask(0, "stream-slo-latency", "job-1");
        journal.answer(10, 200, null)
                .event(20, "1767225600000-0010", "initialized") // It had waited for the listener.
                .event(320, "1767225600300-0020", "processing")
                .event(660, "1767225600600-0030", "processing");
        assertThat(verdict("SLO-LATENCY").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict("SLO-LATENCY").evidence().get(0)).startsWith("p50 0 ms, p95 40 ms");
        journal.event(1000, "1767225600900-0040", "completed");
        assertThat(verdict("SLO-LATENCY").outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void the_clock_may_be_in_the_data_as_a_number_or_a_date() {
        var slo = new Slo(1, ms(100), ms(500), ms(50), ms(5000), "/at");
        ask(0, "stream-slo-latency", "job-1");
        journal.answer(10, 200, null)
                .add(new Entry.Event(ms(200), 1, "1", "processing", "{\"at\": \"2026-01-01T00:00:00.100Z\"}"))
                .add(new Entry.Event(ms(500), 1, "2", "processing", "{\"at\": 1767225600300}"))
                .add(new Entry.Event(ms(600), 1, "3", "processing", "{}"));
        assertThat(verdict("SLO-LATENCY", slo).reason()).contains("p95 100 ms").contains("measured 2 times");
    }

    @Test
    void rates_must_be_above_what_the_plan_says() {
        for (int i = 0; i < 20; i++) {
            ask(i * 10L, "stream-slo-again", "job-" + i);
            if (i > 0) {
                journal.answer(i * 10L + 1, 200, null);
            }
        }
        // 95 %, where it must be over 95 %.
        assertThat(verdict("SLO-RECONNECT-RATE").reason())
                .isEqualTo("19 of 20 succeeded (95.0 %); more than 95 % must.");
        ask(300, "stream-slo-again", "job-20");
        journal.answer(301, 200, null);
        assertThat(verdict("SLO-RECONNECT-RATE").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict("SLO-RESULTS-RATE").outcome()).isEqualTo(Outcome.NOT_TESTED);
    }

    @Test
    void without_limits_nothing_is_judged() {
        ask(0, "stream-slo", "job-1");
        journal.answer(5000, 200, null);
        assertThat(verdict("SLO-CONNECT", null).outcome()).isEqualTo(Outcome.NOT_TESTED);
        assertThat(verdict("SLO-CONNECT-RATE", null).outcome()).isEqualTo(Outcome.NOT_TESTED);
    }
}
