package dev.understudy.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All tries of a client to have a WebSocket to one job, in their order. */
record SocketWatch(String job, List<Socket> tries) {
    SocketWatch {
        tries = List.copyOf(tries);
    }

    /**
     * Two tries, one after the other.
     *
     * @param gap from the end of the one to the beginning of the other; negative if they overlap
     */
    record Return(Socket before, Socket after, Duration gap) {}

    /** The pairs of tries of which the first was over when the second began. */
    List<Return> returns() {
        var returns = new ArrayList<Return>();
        for (int i = 1; i < tries.size(); i++) {
            var before = tries.get(i - 1);
            var after = tries.get(i);
            before.over()
                    .map(over -> after.begun().minus(over))
                    .filter(gap -> !gap.isNegative())
                    .ifPresent(gap -> returns.add(new Return(before, after, gap)));
        }
        return returns;
    }

    Socket last() {
        return tries.get(tries.size() - 1);
    }
}
