package dev.understudy.scenario;

import dev.understudy.contract.JobRole;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a client must do in a scenario, beyond the rules that always hold. */
public interface ClientExpectation {
    /** The expectation as a sentence about the client. */
    String text();

    /** Requests for one part of a job's life; for a stream, tries (what an HTTP library repeats by itself is one). */
    record Calls(JobRole role, CallCount count) implements ClientExpectation {
        @Override
        public String text() {
            return "The client " + verb() + " " + count + ".";
        }

        private String verb() {
            return switch (role) {
                case CREATE -> "uploads";
                case CANCEL -> "cancels";
                case STREAM -> "asks for a stream";
                case WEBSOCKET -> "asks for a WebSocket";
                case STATUS -> "asks for the status";
                case REFRESH_TOKEN -> "asks for a new token";
                case RESULTS -> "asks for results";
            };
        }
    }

    /**
     * Coming back to a stream.
     *
     * @param times how often; empty for at least once
     * @param notBefore the least time from the end of the stream before; empty for no other than the rules ask for
     * @param within the most time from there
     * @param lastEventId the id that it brings; empty for whatever the rules allow
     */
    record Reconnects(
            OptionalInt times, Optional<Duration> notBefore, Optional<Duration> within, Optional<BroughtId> lastEventId)
            implements ClientExpectation {
        @Override
        public String text() {
            return "The client comes back "
                    + (times.isPresent()
                            ? times.getAsInt() == 1 ? "once" : times.getAsInt() + " times"
                            : "at least once")
                    + notBefore
                            .map(time -> ", not before " + time.toMillis() + " ms")
                            .orElse("")
                    + within.map(time -> ", within " + time.toMillis() + " ms").orElse("")
                    + lastEventId.map(id -> ", with " + id).orElse("")
                    + ".";
        }
    }

    /**
     * The id that a client brings.
     *
     * @param literal the id; empty for what {@code word} says
     */
    record BroughtId(Word word, String literal) {
        /** What an id can be said to be. */
        public enum Word {
            LAST_COMPLETE,
            NONE,
            LITERAL
        }

        @Override
        public String toString() {
            return switch (word) {
                case LAST_COMPLETE -> "the id of the last whole event";
                case NONE -> "no Last-Event-ID";
                case LITERAL -> "the Last-Event-ID '" + literal + "'";
            };
        }
    }

    /** Not asking for a stream again for so long, after the last one was over. */
    record StaysAway(Duration time) implements ClientExpectation {
        @Override
        public String text() {
            return "The client does not ask for a stream for " + time.toMillis() + " ms after the last one.";
        }
    }
}
