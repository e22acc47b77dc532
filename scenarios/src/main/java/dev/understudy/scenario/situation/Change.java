package dev.understudy.scenario.situation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One thing that a transition does. A new one is a record here, a word in {@link Changes}, and a line in the fault proxy. */
public sealed interface Change {
    /** An end of a connection. */
    enum Side {
        CLIENT,
        SERVER
    }

    /** What happens to those who connect. */
    enum Reception {
        SERVED,
        REFUSED,
        UNANSWERED,
        IGNORED
    }

    /** Something about the connections there are that needs nothing said with it. */
    enum Plain implements Change {
        SILENCE,
        STALL,
        RESUME,
        RESET,
        DOWN,
        UP,
        ANSWER_NORMALLY
    }

    /** One side of the connections there are ends; of silent ones the other side hears nothing. */
    record End(Side side, boolean reset) implements Change {}

    /** Those who connect from now on are treated like this. */
    record Newcomers(Reception reception) implements Change {}

    /** The network is like this profile. */
    record Become(String profile) implements Change {}

    /** The server sees those who connect from now on at this address of this machine. */
    record Source(String address) implements Change {}

    /** Those who connect from now on do not reach the server: every request is answered like this. */
    record Answer(int status, Map<String, String> headers, String body) implements Change {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** Connections go silent when nobody has sent anything for so long; empty ends that. */
    record Idle(Optional<Duration> time) implements Change {}

    /** One side is no longer read: its buffers fill. */
    record StopReading(Side side) implements Change {}

    /** What the server sends is kept back until it is so many bytes or so old. */
    record Hold(int bytes, Duration most) implements Change {}

    /** Bytes pass only at the beginning of each period. */
    record Burst(Duration period, Duration open) implements Change {}
}
