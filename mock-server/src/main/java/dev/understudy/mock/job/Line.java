package dev.understudy.mock.job;

import dev.understudy.contract.Dialect;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * One line of a story, whosever job it happens to.
 *
 * @param offset when it happens after the job's beginning
 * @param state what the job is from then on; it, too, counts from the beginning
 */
record Line(Duration offset, JobState state, What what) {
    /** What a stream shows of a line. */
    @FunctionalInterface
    interface What {
        Frame frame(Teller teller, Dialect dialect);
    }

    /** The lines as they happen to this job. A view: a story of many lines is kept once for all jobs that it happens to. */
    static List<LogEntry> told(List<Line> lines, Teller teller) {
        return new Told(lines, teller);
    }

    LogEntry by(Teller teller) {
        return new LogEntry(this, teller);
    }

    private static final class Told extends AbstractList<LogEntry> implements RandomAccess {
        private final List<Line> lines;
        private final Teller teller;

        Told(List<Line> lines, Teller teller) {
            this.lines = lines;
            this.teller = teller;
        }

        @Override
        public LogEntry get(int index) {
            return lines.get(index).by(teller);
        }

        @Override
        public int size() {
            return lines.size();
        }
    }
}
