package dev.understudy.mock.job;

import dev.understudy.contract.Message;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in a job's log that a stream shows. */
public sealed interface Frame {
    /** Whether somebody who comes back gets it again. */
    default boolean isReplayed() {
        return true;
    }

    /**
     * An event. A null id or name means that the event is sent without one.
     *
     * @param jobEvent which event of the job's life it is
     * @param data line ends in it make several data lines
     */
    record Event(
            @Nullable String id, @Nullable String name, String jobEvent, String data, Message.End end, Written written)
            implements Frame {
        /** An event that is written as usual. */
        public Event(@Nullable String id, @Nullable String name, String jobEvent, String data, Message.End end) {
            this(id, name, jobEvent, data, end, Written.USUAL);
        }
    }

    /**
     * How an event is written where that is not as usual.
     *
     * @param lines its lines; none for the usual ones
     * @param padding so many characters follow the data
     * @param filler that they are
     * @param dispatched whether a reader gets an event at all
     */
    record Written(List<String> lines, int padding, char filler, boolean dispatched) {
        static final Written USUAL = new Written(List.of(), 0, ' ', true);

        public Written {
            lines = List.copyOf(lines);
        }
    }

    /** A comment line. */
    record Comment(String text) implements Frame {
        @Override
        public boolean isReplayed() {
            return false;
        }
    }

    /** A comment line that stands right in front of what follows. */
    record Greeting(String text) implements Frame {
        @Override
        public boolean isReplayed() {
            return false;
        }
    }

    /** A reconnection time in a block of its own. */
    record Retry(Duration time) implements Frame {
        @Override
        public boolean isReplayed() {
            return false;
        }
    }

    /** An event that a dialect has no message for: nothing is shown of it. */
    record Untold() implements Frame {}

    /** A text as it is; on a stream of events, whatever it means there. */
    record Text(String text) implements Frame {}

    /** A ping of a WebSocket, or the pong that answers one, with its bytes in hexadecimal. */
    record Ping(boolean pong, String hex) implements Frame {}

    /** The close frame of a WebSocket. */
    record Close(int code, String reason) implements Frame {}

    /** Bytes as they are, in hexadecimal. */
    record Raw(String hex) implements Frame {
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
