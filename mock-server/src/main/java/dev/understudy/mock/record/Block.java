package dev.understudy.mock.record;

import dev.understudy.mock.script.Bytes;
import dev.understudy.scenario.EventLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a stream up to a blank one: an event, a comment, a reconnection time, or something that is none of these.
 *
 * @param at when its blank line had come, after the recording began
 * @param bytes all of it, line ends included
 * @param lines the lines without their ends, and without the blank one
 */
record Block(Duration at, Bytes bytes, List<String> lines) {
    Block {
        lines = List.copyOf(lines);
    }

    /** What a reader gets from it. */
    EventLines.Read read() {
        return EventLines.read(lines);
    }

    boolean isEvent() {
        return read().data() != null;
    }

    /** The comment, if it is one and nothing else. */
    Optional<String> comment() {
        return lines.size() == 1 && lines.get(0).startsWith(":")
                ? Optional.of(EventLines.value(lines.get(0)))
                : Optional.empty();
    }

    /** The reconnection time in milliseconds, if it is one and nothing else. */
    Optional<Long> retry() {
        return lines.size() == 1 && isRetry(lines.get(0))
                ? Optional.of(Long.parseLong(EventLines.value(lines.get(0))))
                : Optional.empty();
    }

    static boolean isRetry(String line) {
        return EventLines.field(line).equals("retry") && EventLines.value(line).matches("0|[1-9][0-9]{0,8}");
    }
}
