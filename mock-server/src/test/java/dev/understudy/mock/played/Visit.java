package dev.understudy.mock.played;

import dev.understudy.mock.script.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One stream connection of a story, as a client by the book makes it.
 *
 * @param at when it is made, from the job's beginning
 * @param lastEventId what it says it has got; empty for nothing
 * @param opened whether it becomes a stream
 * @param actions what the stream does, with times from the job's beginning
 * @param ending how it is over, in words
 */
record Visit(int number, Duration at, String lastEventId, boolean opened, List<Timed> actions, String ending) {
    Visit {
        actions = List.copyOf(actions);
    }

    /** An action and when it happens, from the job's beginning. */
    record Timed(Duration at, Action action) {}

    /** The bytes of a write. */
    static byte[] bytesOf(Action.Send send) {
        var bytes = new byte[send.bytes().length()];
        send.bytes().asBuffer().get(bytes);
        return bytes;
    }

    /** What the headers of its request say beside the usual. */
    Optional<String> header() {
        return lastEventId.isEmpty() ? Optional.empty() : Optional.of("Last-Event-ID: " + lastEventId);
    }
}
