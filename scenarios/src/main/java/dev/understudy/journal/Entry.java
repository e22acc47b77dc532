package dev.understudy.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was seen. Immutable.
 *
 * <p>{@code at} is the time since the journal began; {@code exchange} numbers a request and all that belongs to it, from 1 (0 means
 * that it belongs to none).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Request.class, name = "request"),
    @JsonSubTypes.Type(value = Entry.Response.class, name = "response"),
    @JsonSubTypes.Type(value = Entry.Event.class, name = "event"),
    @JsonSubTypes.Type(value = Entry.Comment.class, name = "comment"),
    @JsonSubTypes.Type(value = Entry.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = Entry.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Entry.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = Entry.CloseFrame.class, name = "close-frame"),
    @JsonSubTypes.Type(value = Entry.Malformed.class, name = "malformed"),
    @JsonSubTypes.Type(value = Entry.Fault.class, name = "fault"),
    @JsonSubTypes.Type(value = Entry.End.class, name = "end"),
    @JsonSubTypes.Type(value = Entry.NearMiss.class, name = "near-miss"),
    @JsonSubTypes.Type(value = Entry.FarEnd.class, name = "far-end"),
    @JsonSubTypes.Type(value = Entry.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Entry.HeldUp.class, name = "held-up"),
    @JsonSubTypes.Type(value = Entry.Mishap.class, name = "mishap")
})
public sealed interface Entry {
    Duration at();

    long exchange();

    /**
     * A request. Secrets in its headers and target are fingerprints already.
     *
     * @param connection numbers the TCP connections from 1; 0 if that is not known
     * @param label what it was for, in the words of whoever sent it; empty if that is not known
     * @param headers by lower-case name
     * @param bodyBytes the size of its body; -1 if it was not read
     */
    record Request(
            Duration at,
            long exchange,
            long connection,
            String label,
            String method,
            String target,
            Map<String, String> headers,
            long bodyBytes)
            implements Entry {
        public Request {
            headers = HeaderLines.of(headers);
        }
    }

    /**
     * An answer; for a stream, its head.
     *
     * @param headers by lower-case name
     * @param body the whole body as text if it is not a stream; null for a stream
     */
    record Response(
            Duration at,
            long exchange,
            int status,
            Map<String, String> headers,
            @Nullable String body) implements Entry {
        public Response {
            headers = HeaderLines.of(headers);
        }
    }

    /** A whole event, blank line included. The id is null if the event had none; the name is empty if it had none. */
    record Event(Duration at, long exchange, @Nullable String id, String name, String data) implements Entry {}

    /** A comment line. */
    record Comment(Duration at, long exchange, String text) implements Entry {}

    /** A reconnection time. */
    record Retry(Duration at, long exchange, long milliseconds) implements Entry {}

    /**
     * A whole message of a WebSocket. Secrets in it are fingerprints already.
     *
     * @param type what it says that it is; empty if it does not
     * @param text its bytes in hexadecimal if it is binary
     */
    record Message(Duration at, long exchange, Side from, String type, String text, boolean binary) implements Entry {}

    /** A ping of a WebSocket, or the pong that answers one. */
    record Ping(Duration at, long exchange, Side from, boolean pong, String text) implements Entry {}

    /** A close frame of a WebSocket. The code is 1005 if it has none (RFC 6455, 7.1.5). */
    record CloseFrame(Duration at, long exchange, Side from, int code, String reason) implements Entry {}

    /** Bytes of a stream that do not fit its grammar, or that never became an event. */
    record Malformed(Duration at, long exchange, String what) implements Entry {}

    /** Something that was done to a connection on purpose. */
    record Fault(Duration at, long exchange, String what) implements Entry {}

    /** An answer is over. */
    record End(Duration at, long exchange, How how, String detail) implements Entry {}

    /** Nothing answers a request; what came closest, and why it did not match. */
    record NearMiss(Duration at, long exchange, String what) implements Entry {}

    /**
     * How the server ended its side of a connection that had fallen silent: seen between the two, since the client cannot see it.
     * {@link How#GIVEN_UP} if it did not while it was watched.
     */
    record FarEnd(Duration at, long exchange, How how) implements Entry {}

    /** A number that the server tells of itself, as it was read from the answer. */
    record Told(Duration at, long exchange, String what, long value) implements Entry {}

    /** Whoever watched was kept waiting by his own machine, until now and for so long; what he saw late meanwhile may not have been late. */
    record HeldUp(Duration at, long exchange, Duration time) implements Entry {}

    /** Something of our own went wrong; whatever it touched says nothing about others. */
    record Mishap(Duration at, long exchange, String what) implements Entry {}

    /** Who says something on a WebSocket. */
    enum Side {
        SERVER,
        CLIENT
    }

    /** How an answer ended. */
    enum How {
        /** The server said that it was the end. */
        CLEAN,
        /** The server closed without saying so. */
        CUT,
        /** The connection was reset. */
        RESET,
        /** The client closed. */
        LEFT,
        /** Whoever watched gave up waiting. */
        GIVEN_UP
    }
}
