package dev.understudy.mock.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.ScenarioReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of a job when something happens that was not foreseen. */
class EventLogTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(CONTRACT));

    private final EventLog log = new EventLog();

    private final List<LogEntry> story = story();

    EventLogTest() {
        log.append(story, true);
    }

    private static List<LogEntry> story() {
        var job = RehearsedJob.of(CONTRACT, CATALOGUE.get("steady-pace"), 0).job();
        job.connect(Carrier.STREAM);
        var told = job.log();
        return IntStream.range(0, told.size())
                .mapToObj(index -> told.entry(index).orElseThrow())
                .toList();
    }

    private LogEntry last() {
        return story.get(story.size() - 1);
    }

    private List<LogEntry> known() {
        return IntStream.range(0, log.size())
                .mapToObj(index -> log.entry(index).orElseThrow())
                .toList();
    }

    private Duration due(int index) {
        return story.get(index).due();
    }

    @Test
    void what_somebody_may_have_seen_while_the_clock_was_read_has_happened() {
        var looks = new AtomicInteger();
        log.interrupt(
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        // A stream that looks at the clock a moment later shows this one before the log is cut.
                        assertThat(log.entry(1)).contains(story.get(1));
                        return due(0);
                    }
                    assertThat(log.entry(1)).isEmpty();
                    return due(1);
                },
                now -> Optional.of(last()));
        assertThat(known()).containsExactly(story.get(0), story.get(1), last());
        assertThat(log.isOver(2)).isFalse();
        assertThat(log.isOver(3)).isTrue();
    }

    @Test
    void nobody_takes_a_job_for_over_while_it_is_interrupted() {
        log.interrupt(
                () -> {
                    assertThat(log.isOver(story.size() + 1)).isEqualTo(log.size() == story.size());
                    return due(0);
                },
                now -> {
                    assertThat(log.isOver(1)).isFalse();
                    return Optional.empty();
                });
        assertThat(known()).isEqualTo(story);
        assertThat(log.isComplete()).isTrue();
    }

    @Test
    void what_does_not_end_the_job_comes_before_what_is_due_later() {
        log.interrupt(() -> due(1), now -> Optional.of(story.get(1)));
        assertThat(known().subList(0, 4)).containsExactly(story.get(0), story.get(1), story.get(1), story.get(2));
        assertThat(log.size()).isEqualTo(story.size() + 1);
    }

    @Test
    void a_refusal_leaves_all_as_it_was() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> log.interrupt(() -> due(0), now -> {
                    throw new IllegalStateException("refused");
                }));
        assertThat(known()).isEqualTo(story);
        assertThat(log.isComplete()).isTrue();
    }
}
