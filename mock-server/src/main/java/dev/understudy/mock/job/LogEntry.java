package dev.understudy.mock.job;

import java.time.Duration;

/** One line of a job's log: a line of its story, and whose story it is. */
public final class LogEntry {
    private final Line line;
    private final Teller teller;

    LogEntry(Line line, Teller teller) {
        this.line = line;
        this.teller = teller;
    }

    /** When it happens, on the session's clock. */
    public Duration due() {
        return teller.begin().plus(line.offset());
    }

    /** What a stream shows of it. Made anew at every call, and the same every time. */
    public Frame frame() {
        return line.what().frame(teller);
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
