package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One try of a client to listen to a job.
 *
 * <p>What an HTTP library repeats by itself, and the hops of a redirect, belong to the try that they are part of.
 *
 * @param first the request that began it
 * @param exchange the last request of it, which had the answer
 * @param requests how many requests it took
 * @param reading what it brought
 */
record Attempt(Exchange first, Exchange exchange, int requests, StreamReading reading) {
    Duration begun() {
        return first.request().at();
    }

    int status() {
        return exchange.status();
    }

    /** Whether it was answered with a stream. */
    boolean isStream() {
        return status() == 200;
    }

    /** Whether what it was answered with is called an event stream; letters and parameters do not matter. */
    boolean isEventStream() {
        var type = exchange.header("content-type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().equalsIgnoreCase("text/event-stream");
    }

    /** When its answer was over; empty while it is open. */
    Optional<Duration> over() {
        return exchange.over();
    }

    boolean isOpen() {
        return over().isEmpty();
    }

    /** Whether the client closed it. */
    boolean wasLeft() {
        return exchange.endedHow(Entry.How.LEFT);
    }

    boolean showedEnd() {
        return reading.finalEvent().isPresent();
    }

    /** Whether it brought nothing: no answer, a refusal, or a stream without an event. */
    boolean failed() {
        return !isOpen() && (!isStream() || reading.firstEvent().isEmpty());
    }

    /** The Last-Event-ID that it came with, its bytes read as UTF-8; empty if there was none. */
    String lastEventId() {
        return new String(
                first.request().headers().getOrDefault("last-event-id", "").getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8);
    }

    boolean sentLastEventId() {
        return first.request().headers().containsKey("last-event-id");
    }

    @Override
    public String toString() {
        return first + (requests > 1 ? " (" + requests + " requests, taken as one try)" : "");
    }
}
