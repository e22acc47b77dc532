package dev.understudy.mock.script;

import dev.understudy.contract.Dialect;
import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.MessageForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What carries a job's events to a client, as far as a script must know: Server-Sent Events, or a WebSocket. */
interface Carriage {
    /** Which messages it speaks. */
    Dialect dialect();

    /** Whether this can be said at all. */
    boolean carries(Frame frame);

    Bytes encode(Frame frame);

    /** A message in such frames. */
    Bytes encode(Frame frame, MessageForm form);

    /** Bytes before all else. */
    Optional<Bytes> preamble();

    /** What is said first. */
    List<Frame> opening(StreamStart start, Duration now);

    /** From when on it tells what happens; empty for never. */
    Optional<Duration> tellsFrom();

    /** The longest silence; empty for any. */
    Optional<Duration> keepAlive();

    /** What is said then. */
    Frame sign(Duration now);

    /** How long it goes without an event before it is given up; empty for ever. */
    Optional<Duration> patience();

    /** A clean end, whyever. */
    List<Action> end(boolean thenClose);

    /** The clean end behind the last event. */
    List<Action> afterLast(boolean thenClose, Duration now);

    /** The end of a WebSocket. */
    List<Action> closeWith(int code, String reason);
}
