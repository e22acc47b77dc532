package dev.understudy.conformance.report;

import java.util.List;

/**
 * What happened when, for a drawing. All times are microseconds since the journal began.
 *
 * @param end when it was over
 * @param windows when something was disturbed on purpose
 * @param more how many lanes were left out
 */
public record Timeline(long end, List<Lane> lanes, List<Window> windows, int more) {
    public static final Timeline EMPTY = new Timeline(0, List.of(), List.of(), 0);

    public Timeline {
        lanes = List.copyOf(lanes);
        windows = List.copyOf(windows);
    }

    /**
     * A request and its answer, or a stream.
     *
     * @param label what it was for
     * @param detail what came of it
     * @param stream whether it was a stream
     * @param how how it ended
     */
    public record Lane(String label, String detail, boolean stream, long from, long to, String how, List<Mark> marks) {
        public Lane {
            marks = List.copyOf(marks);
        }
    }

    /** A moment: event, final, comment, malformed, head or fault. */
    public record Mark(long at, String kind, String text) {}

    /** From a fault until the listener was back. */
    public record Window(long from, long to, String text) {}
}
