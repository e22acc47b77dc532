package dev.understudy.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All tries of a client to listen to one job, in their order. */
record Watch(String job, List<Attempt> attempts) {
    Watch {
        attempts = List.copyOf(attempts);
    }

    /**
     * Two tries, one after the other.
     *
     * @param gap from the end of the one to the beginning of the other; negative if they overlap
     */
    record Return(Attempt before, Attempt after, Duration gap) {}

    /** The pairs of tries of which the first was over when the second began. */
    List<Return> returns() {
        var returns = new ArrayList<Return>();
        for (int i = 1; i < attempts.size(); i++) {
            var before = attempts.get(i - 1);
            var after = attempts.get(i);
            before.over()
                    .map(over -> after.begun().minus(over))
                    .filter(gap -> !gap.isNegative())
                    .ifPresent(gap -> returns.add(new Return(before, after, gap)));
        }
        return returns;
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }
}
