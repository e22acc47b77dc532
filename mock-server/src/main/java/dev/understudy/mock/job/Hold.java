package dev.understudy.mock.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a job's story before one of its events, as long as a test wants it.
 *
 * <p>Not thread-safe; the job's lock guards it.
 */
final class Hold {
    private static final int NOWHERE = 0;
    private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);

    private final EventLog log;
    private int before;
    private List<LogEntry> kept = List.of();
    private boolean nothingFollows;
    private Duration delay = Duration.ZERO;

    /** Before which event, from 1; 0 for none. */
    Hold(EventLog log, int before) {
        this.log = log;
        this.before = before;
    }

    /** By how much the story is late because it was held. */
    Duration delay() {
        return delay;
    }

    boolean isHolding() {
        return !kept.isEmpty();
    }

    /** More of the story has come to be known. */
    void append(List<LogEntry> more, boolean complete) {
        nothingFollows = complete;
        if (isHolding()) {
            kept = joined(kept, more);
        } else {
            log.append(more, complete);
            cut(0);
        }
    }

    /** Holds before this event, whether or not it is known yet; false if it has happened. What was held before goes on. */
    boolean before(int event, Duration now) {
        release(now);
        before = event;
        return cut(log.happened(now));
    }

    /** Lets the story go on from now. */
    void release(Duration now) {
        before = NOWHERE;
        if (isHolding()) {
            // A millisecond behind whatever was sent meanwhile, for ids are made of milliseconds.
            var late = now.plus(ONE_MILLISECOND).minus(kept.get(0).due());
            var by = late.isNegative() ? Duration.ZERO : late;
            var entries = kept.stream().map(entry -> entry.later(by)).toList();
            kept = List.of();
            delay = delay.plus(by);
            log.append(entries, nothingFollows);
        }
    }

    /** The story is over: what was held never happens. */
    void forget() {
        before = NOWHERE;
        kept = List.of();
    }

    /** False if the event is among the first so many entries. */
    private boolean cut(int happened) {
        int index = before == NOWHERE ? log.size() : log.indexOfEvent(before);
        if (index < happened) {
            return false;
        }
        if (index < log.size()) {
            nothingFollows = log.isComplete();
            kept = log.cut(index);
        }
        return true;
    }

    private static List<LogEntry> joined(List<LogEntry> first, List<LogEntry> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
