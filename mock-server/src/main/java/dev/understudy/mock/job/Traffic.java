package dev.understudy.mock.job;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all sessions of a server have seen. Safe for any number of threads. */
public final class Traffic {
    private final Map<Answer, LongAdder> answers = new ConcurrentHashMap<>();
    /** Never changed after it was made, so that all threads may read it. */
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    public Traffic() {
        for (var count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** What is counted. */
    public enum Count {
        CONNECTIONS_OPENED,
        CONNECTIONS_CLOSED,
        STREAMS_OPENED,
        STREAMS_CLOSED,
        EVENTS,
        FAULTS,
        NEAR_MISSES
    }

    /** Requests that were answered with this status for this part of a job's life, in the contract's word; empty for none. */
    public record Answer(String role, int status) {}

    public void add(Count count) {
        counter(count).increment();
    }

    public void answered(String role, int status) {
        answers.computeIfAbsent(new Answer(role, status), key -> new LongAdder())
                .increment();
    }

    public long number(Count count) {
        return counter(count).sum();
    }

    /** How many answers there were of each kind, in a fixed order. */
    public Map<Answer, Long> answers() {
        var all = new TreeMap<Answer, Long>(Comparator.comparing(Answer::role).thenComparing(Answer::status));
        answers.forEach((answer, number) -> all.put(answer, number.sum()));
        return all;
    }

    private LongAdder counter(Count count) {
        return Objects.requireNonNull(counts.get(count));
    }
}
