package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Streams as bytes. */
final class StreamChecks {
    private static final Duration HEAD_WITHIN = Duration.ofSeconds(2);
    private static final Duration WITH_THE_HEAD = Duration.ofMillis(100);
    private static final Duration HEARTBEAT_GRACE = Duration.ofMillis(500);

    static final List<Check> ALL = List.of(
            Check.each("STREAM-TYPE", Seen::streams, StreamChecks::type),
            Check.each("STREAM-NO-STORE", Seen::streams, StreamChecks::noStore),
            Check.each("STREAM-UNBUFFERED", Seen::streams, StreamChecks::unbuffered),
            new Check("STREAM-HEADERS-FIRST", StreamChecks::headersFirst),
            Check.each("STREAM-GRAMMAR", Seen::streams, (seen, stream) -> malformed(stream, "grammar")),
            Check.each(
                    "STREAM-LAST-EVENT", StreamChecks::endedCleanly, (seen, stream) -> malformed(stream, "unfinished")),
            new Check("STREAM-PAYLOAD", StreamChecks::payloads),
            Check.each("STREAM-GREETING", Seen::streams, StreamChecks::greeting),
            Check.each("STREAM-RETRY", Seen::streamsWithEvents, StreamChecks::retry),
            new Check("STREAM-HEARTBEAT", StreamChecks::heartbeat));

    private StreamChecks() {}

    private static Optional<String> type(Seen seen, Exchange stream) {
        var header = stream.header("content-type").toLowerCase(Locale.ROOT);
        boolean wrongCharset = header.contains("charset=") && !header.matches(".*charset=\"?utf-?8\"?.*");
        return AnswerChecks.mediaType(stream).equals("text/event-stream") && !wrongCharset
                ? Optional.empty()
                : Optional.of(stream + " has " + stream.describe("content-type", "Content-Type") + ".");
    }

    private static Optional<String> noStore(Seen seen, Exchange stream) {
        var header = stream.header("cache-control").toLowerCase(Locale.ROOT);
        return header.contains("no-cache") || header.contains("no-store")
                ? Optional.empty()
                : Optional.of(stream + " has " + stream.describe("cache-control", "Cache-Control") + ".");
    }

    private static Optional<String> unbuffered(Seen seen, Exchange stream) {
        var header = stream.header("x-accel-buffering");
        return header.equalsIgnoreCase("no")
                ? Optional.empty()
                : Optional.of(stream + " has " + stream.describe("x-accel-buffering", "X-Accel-Buffering") + ".");
    }

    /** Where plain answers took as long, or most streams came in time, a machine was slow, and nothing is told about streams. */
    private static Finding headersFirst(Seen seen) {
        var problems = new ArrayList<String>();
        var waiting = new ArrayList<String>();
        var open = new ArrayList<String>();
        var usual = slowestAnswer(seen);
        for (var stream : seen.undisturbedStreams()) {
            var took = seen.headTime(stream);
            var text = stream + " sent its headers after " + took.toMillis() + " ms";
            if (took.compareTo(seen.terms().stretched(HEAD_WITHIN)) <= 0) {
                continue;
            }
            if (took.compareTo(usual.multipliedBy(2)) > 0) {
                boolean waited = waitedForAnEvent(stream);
                (waited ? waiting : problems).add(text + (waited ? ", with its first event." : "."));
            } else {
                open.add(text + ", but plain answers took up to " + usual.toMillis() + " ms.");
            }
        }
        int inTime = seen.undisturbedStreams().size() - problems.size() - open.size() - waiting.size();
        var late = problems.size() > inTime ? problems : List.<String>of();
        return new Finding(
                inTime, Stream.concat(waiting.stream(), late.stream()).toList(), open);
    }

    /** A head that comes with the next event, where none was due, is not late because of a busy machine. */
    private static boolean waitedForAnEvent(Exchange stream) {
        var head = stream.response().orElseThrow().at();
        return stream.label().purpose().equals("stream-nothing-due")
                && stream.entries().stream()
                        .filter(entry -> entry instanceof Entry.Event || entry instanceof Entry.Comment)
                        .findFirst()
                        .filter(entry -> entry.at().minus(head).compareTo(WITH_THE_HEAD) <= 0)
                        .isPresent();
    }

    private static Duration slowestAnswer(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> !exchange.label().purpose().startsWith("stream"))
                .map(seen::headTime)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Optional<String> malformed(Exchange stream, String kind) {
        return stream.all(Entry.Malformed.class).stream()
                .filter(entry -> entry.what().startsWith(kind))
                .findFirst()
                .map(entry -> stream + " has, at " + entry.at().toMillis() + " ms: " + entry.what() + ".");
    }

    private static List<Exchange> endedCleanly(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> stream.endedHow(Entry.How.CLEAN))
                .toList();
    }

    private static Finding payloads(Seen seen) {
        var problems = new ArrayList<String>();
        int events = 0;
        for (var stream : seen.streams()) {
            for (var event : stream.events()) {
                events++;
                payload(seen, event).ifPresent(problem -> problems.add(stream + ": " + problem));
            }
        }
        return new Finding(events, problems, List.of());
    }

    private static Optional<String> payload(Seen seen, Entry.Event event) {
        var message = seen.message(event);
        if (message.isEmpty()) {
            return Optional.of("the event '" + event.name() + "' (id " + event.id() + ") is none of the contract's.");
        }
        var payload = Seen.payload(event);
        if (payload.isMissingNode()) {
            return Optional.of(
                    "the data of '" + event.name() + "' (id " + event.id() + ") is not JSON: " + shorten(event.data()));
        }
        var misfits = seen.contract().shapes().misfits(message.get().schema(), payload);
        return misfits.isEmpty()
                ? Optional.empty()
                : Optional.of("'" + event.name() + "' (id " + event.id() + ") does not fit: " + misfits.get(0) + ".");
    }

    private static String shorten(String data) {
        return data.length() > 80 ? data.substring(0, 77) + "..." : data;
    }

    /** The comment is the first thing of all that a stream brings. */
    private static Optional<String> greeting(Seen seen, Exchange stream) {
        var wanted = seen.contract().streamForm().greeting().orElse("");
        var first = stream.entries().stream()
                .filter(entry ->
                        entry instanceof Entry.Comment || entry instanceof Entry.Retry || entry instanceof Entry.Event)
                .findFirst();
        return first.filter(entry -> entry instanceof Entry.Comment comment
                                && comment.text().equals(wanted))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(stream + " does not begin with the comment '" + wanted + "'.");
    }

    private static Optional<String> retry(Seen seen, Exchange stream) {
        var first = stream.entries().stream()
                .filter(entry -> entry instanceof Entry.Retry || entry instanceof Entry.Event)
                .findFirst();
        if (!(first.orElse(null) instanceof Entry.Retry retry)) {
            return Optional.of(stream + " names no reconnection time before its first event.");
        }
        return retry.milliseconds() >= 100 && retry.milliseconds() <= 3_600_000
                ? Optional.empty()
                : Optional.of(stream + " wants clients back after " + retry.milliseconds() + " ms.");
    }

    /** Too long a silence fails; a pass needs a heartbeat that was seen, and not only as the first thing of all. */
    private static Finding heartbeat(Seen seen) {
        var problems = new ArrayList<String>();
        int heartbeats = 0;
        var longest = seen.terms().heartbeat().plus(seen.terms().stretched(HEARTBEAT_GRACE));
        for (var stream : seen.undisturbedStreams()) {
            heartbeats += heartbeats(stream);
            var gap = longestGap(seen, stream);
            if (gap.compareTo(longest) > 0) {
                problems.add(stream + " was silent for " + gap.toMillis() + " ms, expected a byte every "
                        + seen.terms().heartbeat().toMillis() + " ms.");
            }
        }
        return new Finding(heartbeats + problems.size(), problems, List.of());
    }

    /** Comments between events; with one before the first a server only greets. */
    private static int heartbeats(Exchange stream) {
        return stream.entries().stream()
                .dropWhile(entry -> !(entry instanceof Entry.Event))
                .filter(Entry.Comment.class::isInstance)
                .toList()
                .size();
    }

    /** Up to the final event: behind it there is nothing to wait for, and whether the stream closes is another rule's. */
    private static Duration longestGap(Seen seen, Exchange stream) {
        var longest = Duration.ZERO;
        var last = stream.response().orElseThrow().at();
        for (var entry : stream.entries()) {
            if (entry.at().compareTo(last) > 0) {
                var gap = seen.between(last, entry.at());
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                last = entry.at();
            }
            if (entry instanceof Entry.Event event && seen.isFinal(event)) {
                break;
            }
        }
        return longest;
    }
}
