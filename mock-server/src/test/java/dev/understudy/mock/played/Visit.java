package dev.understudy.mock.played;

import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.Bytes;
import java.time.Duration;
import java.util.Arrays;
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
    private static final int HUGE = 100_000;

    Visit {
        actions = List.copyOf(actions);
    }

    /** An action and when it happens, from the job's beginning. */
    record Timed(Duration at, Action action) {}

    /** The bytes of a write; of a huge one, its ends. */
    static byte[] bytesOf(Action.Send send) {
        int length = send.bytes().length();
        return length > HUGE
                ? joined(
                        part(send.bytes().slice(0, HUGE / 2)), part(send.bytes().slice(length - HUGE / 2, length)))
                : part(send.bytes());
    }

    private static byte[] part(Bytes bytes) {
        var copy = new byte[bytes.length()];
        bytes.asBuffer().get(copy);
        return copy;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** What the headers of its request say beside the usual. */
    Optional<String> header() {
        return lastEventId.isEmpty() ? Optional.empty() : Optional.of("Last-Event-ID: " + lastEventId);
    }
}
