package dev.understudy.conformance;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the suite within the budget that the profile gives it, so that a rate limit is not exhausted by us.
 *
 * <p>Safe for any number of threads: its own monitor guards the times.
 */
final class Pace {
    private static final String OTHER = "other";

    private final Optional<Conditions.Budget> budget;
    private final Map<String, ArrayDeque<Long>> taken = new HashMap<>();

    Pace(Optional<Conditions.Budget> budget) {
        this.budget = budget;
    }

    /** Waits until one more call of this kind is within the budget, and counts it. */
    void take(String role) {
        if (budget.isEmpty()) {
            return;
        }
        var kind = budget.get().calls().containsKey(role) ? role : OTHER;
        var most = budget.get().calls().get(kind);
        if (most != null) {
            await(kind, most);
        }
    }

    private synchronized void await(String kind, int most) {
        var times = taken.computeIfAbsent(kind, key -> new ArrayDeque<>());
        try {
            while (left(times, most) > 0) {
                wait(left(times, most) / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaseStoppedException("interrupted while waiting for the budget of " + kind);
        }
        times.addLast(System.nanoTime());
    }

    /** How many nanoseconds until there is room. */
    private long left(ArrayDeque<Long> times, int most) {
        long window = budget.orElseThrow().per().toNanos();
        while (!times.isEmpty() && System.nanoTime() - times.getFirst() >= window) {
            times.removeFirst();
        }
        return times.size() < most ? 0 : window - (System.nanoTime() - times.getFirst());
    }
}
