package dev.understudy.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one stream connection does, beside showing the job's events.
 *
 * @param answer what it is refused with; empty if it is served
 * @param status the stream's own status
 * @param headersDelay how long the headers wait
 * @param firstByteDelay how long the first byte waits after the headers
 * @param greeting a comment line that it begins with; empty for none
 * @param retry the reconnection time named at the start; empty for none
 * @param heartbeat a comment line after so much silence; empty for none
 * @param heartbeatAs its characters, where they are not the usual ones
 * @param headers headers of the answer that differ; an empty value means that it is left out
 * @param space whether a space follows the colon of a field
 * @param http how HTTP carries it where that is bent
 * @param webSocket what it does if it is a WebSocket
 */
public record ConnectionPlan(
        Optional<AnswerPlan> answer,
        int status,
        Duration headersDelay,
        Duration firstByteDelay,
        Optional<String> greeting,
        Optional<Duration> retry,
        Optional<Duration> heartbeat,
        Optional<String> heartbeatAs,
        Map<String, Optional<String>> headers,
        Encoding encoding,
        LineEnds lineEnds,
        boolean space,
        boolean bom,
        Optional<Chunks> chunks,
        Resume resume,
        Late late,
        AfterLast afterLast,
        Optional<BentHttp> http,
        WebSocketPlan webSocket,
        List<Fault> faults) {
    public ConnectionPlan {
        headers = Map.copyOf(headers);
        faults = List.copyOf(faults);
    }

    /** The same without an encoding. */
    public ConnectionPlan unencoded() {
        return with(Encoding.NONE, faults);
    }

    /** What of it a connection of this kind does. */
    public ConnectionPlan on(Carrier carrier) {
        var its = faults.stream().filter(fault -> fault.on().contains(carrier)).toList();
        return its.size() == faults.size() ? this : with(encoding, its);
    }

    private ConnectionPlan with(Encoding otherEncoding, List<Fault> otherFaults) {
        return new ConnectionPlan(
                answer,
                status,
                headersDelay,
                firstByteDelay,
                greeting,
                retry,
                heartbeat,
                heartbeatAs,
                headers,
                otherEncoding,
                lineEnds,
                space,
                bom,
                chunks,
                resume,
                late,
                afterLast,
                http,
                webSocket,
                otherFaults);
    }

    /** Whether it goes beyond what an HTTP server does. */
    public boolean isBeyondHttp() {
        return http.isPresent()
                || faults.stream().anyMatch(fault -> fault.what().isBeyondHttp());
    }

    /** Something that goes wrong, when, and on which connections. */
    public record Fault(Trigger when, FaultAction what, Set<Carrier> on) {
        public Fault {
            on = Set.copyOf(on);
        }
    }

    /** What carries a job's events to a client. */
    public enum Carrier {
        /** Server-Sent Events. */
        STREAM,
        WEBSOCKET
    }

    /** Which line ends the stream has. MIXED takes turns, line by line. */
    public enum LineEnds {
        LF,
        CRLF,
        CR,
        MIXED
    }

    /**
     * How the bytes of an event are cut into writes.
     *
     * @param bytes the size of each piece; empty for cuts at fixed places
     * @param at the places, as bytes from the event's start
     * @param inside what is cut wherever it stands
     * @param every the time between two pieces
     */
    public record Chunks(
            OptionalInt bytes, List<Integer> at, List<Inside> inside, Duration every, Optional<Coalesce> coalesce) {
        public Chunks {
            at = List.copyOf(at);
            inside = List.copyOf(inside);
        }
    }

    /** What belongs together, and is cut nevertheless. */
    public enum Inside {
        /** Between CR and LF. */
        CRLF,
        /** Between the bytes of a character. */
        CHARACTER,
        /** Between the bytes of the byte order mark. */
        BOM
    }

    /** How long bytes are held back: until so many events or so much time; until the end if neither is given. */
    public record Coalesce(OptionalInt events, Optional<Duration> time) {}

    /** How the body is encoded. */
    public enum Encoding {
        NONE,
        /** For a client that accepts it, flushed at each write. */
        GZIP,
        /** For a client that accepts it, never flushed. */
        GZIP_HELD,
        /** For every client, flushed at each write. */
        GZIP_UNASKED
    }

    /** How a Last-Event-ID is honoured. */
    public enum Resume {
        /** What came after it, as the contract wants. */
        EXACTLY,
        /** As if it had not been sent. */
        IGNORE,
        /** The present state first, then what comes. */
        SNAPSHOT,
        /** The event itself once more, then what came after it. */
        REPEAT,
        /** One event too far. */
        SKIP,
        /** As the contract wants, but one that is not known is answered with 500. */
        FAIL
    }

    /** What a connection gets that comes after the job's end. */
    public enum Late {
        /** The final event, as the contract wants. */
        TERMINAL,
        /** Everything from the start. */
        WHOLE,
        /** Nothing, and it stays open. */
        NOTHING,
        /** Nothing, and it ends at once. */
        CLOSED
    }

    /** What happens behind the last event. */
    public enum AfterLast {
        /** The answer ends cleanly. */
        END,
        /** It stays open. */
        KEEP_OPEN,
        /** The TCP connection is closed without the last chunk. */
        CLOSE,
        /** The answer ends cleanly, and the TCP connection right behind it. */
        END_THEN_CLOSE,
        /** The answer ends cleanly; whoever comes after the job's end is told to stay away. */
        NO_CONTENT
    }
}
