package dev.understudy.mock.job;

import dev.understudy.contract.Dialect;
import java.time.Duration;

/**
 * One line of a job's log. Immutable, and small: a look at the log makes one.
 *
 * <p>Whoever only wants to know when it happens pays for nothing else.
 */
public final class LogEntry {
    private final Line line;
    private final Teller teller;
    private final Duration due;

    LogEntry(Line line, Teller teller) {
        this.line = line;
        this.teller = teller;
        this.due = teller.begin().plus(line.offset());
    }

    /** When it happens, on the session's clock. */
    public Duration due() {
        return due;
    }

    /** What a connection shows of it in this dialect. Made anew at every call. */
    public Frame frame(Dialect dialect) {
        return line.what().frame(teller, dialect);
    }

    /** What it is in the contract's first dialect. */
    public Frame frame() {
        return frame(teller.texts().contract().dialects().get(0));
    }

    /** What the job is from then on. */
    public JobState state() {
        return line.state().after(teller.begin());
    }

    boolean isEvent() {
        return line.what() instanceof Tale;
    }

    /** The same line, happening so much later: its id says so too, so that ids go on rising. */
    LogEntry later(Duration by) {
        return new LogEntry(line, teller.later(by));
    }
}
