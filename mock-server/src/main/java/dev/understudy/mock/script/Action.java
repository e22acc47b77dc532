package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing that a stream connection does next. A closed set: the player knows them all. */
public sealed interface Action {
    /**
     * One write, flushed before the next.
     *
     * @param completes what the reader has got whole once these bytes have arrived
     */
    record Send(Bytes bytes, List<Frame> completes) implements Action {
        public Send {
            completes = List.copyOf(completes);
        }

        /** A write that completes at most this one. */
        static Send of(Bytes bytes, Optional<Frame> completes) {
            return new Send(bytes, completes.map(List::of).orElseGet(List::of));
        }
    }

    /** Nothing for this long from when it is reached; a script gives it out as a {@link WaitUntil}. */
    record Pause(Duration time) implements Action {}

    /** Nothing until this time of the session's clock, unless the log changes. */
    record WaitUntil(Duration time) implements Action {}

    /** Nothing until the log changes. */
    record WaitForChange() implements Action {}

    /** A fault happens; for the journal. */
    record Note(String fault) implements Action {}

    /** Bytes on the connection as they are, with no HTTP around them. */
    record SendUnframed(Bytes bytes) implements Action {}

    /** This script is over, and somebody else goes on with the connection. */
    record HandOver() implements Action {}

    /**
     * All was said, and the client is to end it too; nothing until then, or until somebody loses patience.
     *
     * @param detail for the journal
     */
    record AwaitEnd(String detail) implements Action {}

    /** Both sides have said that it is the end; the TCP connection is closed. */
    record Finished(String detail) implements Action {}

    /** This side ends, whatever the client still says; what it says is read and forgotten, so that it gets all that was said to it. */
    record Linger(String detail) implements Action {}

    /** From now on the connection is not read. */
    record StopReading() implements Action {}

    /** The answer ends cleanly. */
    record End() implements Action {}

    /** The answer ends cleanly, and the TCP connection right behind it. */
    record EndThenClose() implements Action {}

    /** The TCP connection is closed without the last chunk. */
    record Close() implements Action {}

    /** The TCP connection is reset. */
    record Reset() implements Action {}
}
