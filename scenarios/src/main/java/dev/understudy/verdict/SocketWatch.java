package dev.understudy.verdict;

import dev.understudy.journal.Entry;
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
     * @param gap from the end of the one, or from the server's goodbye if there was one, to the beginning of the other
     */
    record Return(Socket before, Socket after, Duration gap) {}

    /** The pairs of tries of which the first was over when the second began. */
    List<Return> returns() {
        var returns = new ArrayList<Return>();
        for (int i = 1; i < tries.size(); i++) {
            var before = tries.get(i - 1);
            var after = tries.get(i);
            // Who has got the goodbye may come back while the connection is still being closed.
            before.goodbye(Entry.Side.SERVER)
                    .map(Entry.CloseFrame::at)
                    .or(before::over)
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
