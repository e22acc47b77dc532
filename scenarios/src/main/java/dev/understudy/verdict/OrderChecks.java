package dev.understudy.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.journal.Entry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids, and the order of a job's life, on each connection by itself. */
final class OrderChecks {
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    static final List<Check> ALL = List.of(
            Check.each("ID-PRESENT", Seen::streams, OrderChecks::idPresent),
            Check.each("ID-UNIQUE", Seen::streams, OrderChecks::idUnique),
            Check.each("ID-RISING", OrderChecks::comparable, OrderChecks::idRising),
            Check.each("ORDER-FIRST", OrderChecks::fresh, OrderChecks::first),
            Check.each("ORDER-PROGRESS", Seen::streamsWithEvents, OrderChecks::progress),
            Check.each("ORDER-RATIO", Seen::streamsWithEvents, OrderChecks::ratio),
            Check.each("TERMINAL-ONCE", OrderChecks::finished, OrderChecks::terminalOnce),
            Check.each("TERMINAL-CLOSES", OrderChecks::finishedUndisturbed, OrderChecks::terminalCloses),
            Check.each("TERMINAL-RELEASES", OrderChecks::watchedFromBetween, OrderChecks::released),
            Check.each("TERMINAL-PRESENT", OrderChecks::endedByServer, OrderChecks::terminalPresent));

    private OrderChecks() {}

    private static Optional<String> idPresent(Seen seen, Exchange stream) {
        return stream.events().stream()
                .filter(event -> !seen.isOfConnection(event))
                .filter(event -> event.id() == null || !event.id().matches("[\\x20-\\x7e]{1,128}"))
                .findFirst()
                .map(event -> stream + ": '" + event.name() + "' has "
                        + (event.id() == null ? "no id." : "the id '" + event.id() + "'."));
    }

    private static Optional<String> idUnique(Seen seen, Exchange stream) {
        Map<String, Entry.Event> known = new HashMap<>();
        for (var event : stream.events()) {
            var before = event.id() == null ? null : known.putIfAbsent(event.id(), event);
            if (before != null
                    && !(before.name().equals(event.name()) && before.data().equals(event.data()))) {
                return Optional.of(stream + ": '" + before.name() + "' and '" + event.name() + "' both have the id "
                        + event.id() + ".");
            }
        }
        return Optional.empty();
    }

    private static List<Exchange> comparable(Seen seen) {
        return seen.terms().idsRise() ? seen.streamsWithEvents() : List.of();
    }

    private static Optional<String> idRising(Seen seen, Exchange stream) {
        var last = "";
        for (var event : stream.events()) {
            var id = event.id() == null ? "" : event.id();
            if (!last.isEmpty() && !id.isEmpty() && compareIds(last, id) > 0) {
                return Optional.of(stream + ": the id falls from " + last + " to " + id + ".");
            }
            last = id.isEmpty() ? last : id;
        }
        return Optional.empty();
    }

    /** Number by number from left to right; what is no number does not count. */
    static int compareIds(String a, String b) {
        var left = NUMBERS.matcher(a);
        var right = NUMBERS.matcher(b);
        while (left.find() && right.find()) {
            int order = new BigInteger(left.group()).compareTo(new BigInteger(right.group()));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Streams that began with the job, not after its end. */
    private static List<Exchange> fresh(Seen seen) {
        return seen.of("stream").stream()
                .filter(stream -> stream.status() == 200 && !stream.events().isEmpty())
                .filter(stream -> stream.events().size() > 1
                        || !seen.isFinal(stream.events().get(0)))
                .toList();
    }

    private static Optional<String> first(Seen seen, Exchange stream) {
        var wanted = seen.contract().messages().iterator().next().name();
        var name = stream.events().get(0).name();
        return name.equals(wanted)
                ? Optional.empty()
                : Optional.of(stream + " begins with '" + name + "', expected '" + wanted + "'.");
    }

    /** Some contracts tell of a part of one, others of percent; neither may fall. */
    private static JsonNode toldProgress(Seen seen, Entry.Event event) {
        var part = seen.tells(event, "progress");
        return part.isMissingNode() ? seen.tells(event, "percent") : part;
    }

    private static Optional<String> progress(Seen seen, Exchange stream) {
        double progress = 0;
        long processed = 0;
        long total = -1;
        for (var event : stream.events()) {
            double nowProgress = toldProgress(seen, event).asDouble(progress);
            long nowProcessed = seen.tells(event, "processed").asLong(processed);
            long nowTotal = seen.tells(event, "total").asLong(total);
            if (nowProgress < progress || nowProcessed < processed || (total >= 0 && nowTotal != total)) {
                return Optional.of(stream + ": from " + progress + " (" + processed + " of " + total + ") to "
                        + nowProgress + " (" + nowProcessed + " of " + nowTotal + ") at id " + event.id() + ".");
            }
            progress = nowProgress;
            processed = nowProcessed;
            total = nowTotal;
        }
        return Optional.empty();
    }

    private static Optional<String> ratio(Seen seen, Exchange stream) {
        for (var event : stream.events()) {
            double total = seen.tells(event, "total").asDouble(0);
            double processed = seen.tells(event, "processed").asDouble(0);
            var told = seen.tells(event, "progress");
            if (total > 0 && !told.isMissingNode() && Math.abs(told.asDouble() - processed / total) > 0.01) {
                return Optional.of(
                        stream + ": progress is " + told + ", but " + processed + " of " + total + " are done.");
            }
        }
        return Optional.empty();
    }

    private static List<Exchange> finished(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> stream.events().stream().anyMatch(seen::isFinal))
                .toList();
    }

    private static List<Exchange> finishedUndisturbed(Seen seen) {
        return seen.undisturbedStreams().stream()
                .filter(stream -> stream.events().stream().anyMatch(seen::isFinal))
                // Whoever left himself cannot say how it would have ended.
                .filter(stream -> !stream.endedHow(Entry.How.LEFT))
                .toList();
    }

    /** Silent streams whose server's side was watched until after the job's end. */
    private static List<Exchange> watchedFromBetween(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> !stream.all(Entry.FarEnd.class).isEmpty())
                .filter(stream -> seen.finalEvent(stream.label().job()).isPresent())
                .toList();
    }

    private static Optional<String> released(Seen seen, Exchange stream) {
        var end = stream.all(Entry.FarEnd.class).get(0);
        var last = seen.finalEvent(stream.label().job()).orElseThrow();
        var late = seen.between(last.at(), end.at());
        // When it has ended is known only to whoever looked in time, so what is found ended is not held against the
        // clock.
        return end.how() == Entry.How.GIVEN_UP && late.compareTo(seen.terms().closeWithin()) > 0
                ? Optional.of(stream + ": " + late.toMillis() + " ms after the job's '" + last.name()
                        + "' the server has not let go of this silent stream.")
                : Optional.empty();
    }

    private static Optional<String> terminalOnce(Seen seen, Exchange stream) {
        var events = stream.events();
        for (int i = 0; i < events.size() - 1; i++) {
            if (seen.isFinal(events.get(i))) {
                return Optional.of(stream + ": after '" + events.get(i).name() + "' there comes '"
                        + events.get(i + 1).name() + "'.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> terminalCloses(Seen seen, Exchange stream) {
        var last = stream.events().stream().filter(seen::isFinal).findFirst().orElseThrow();
        var end = stream.end();
        if (end.isEmpty()) {
            return Optional.of(stream + " is still open.");
        }
        var took = seen.between(last.at(), end.get().at());
        return end.get().how() == Entry.How.CLEAN && took.compareTo(seen.terms().closeWithin()) <= 0
                ? Optional.empty()
                : Optional.of(stream + ": '" + last.name() + "' came, and " + took.toMillis()
                        + " ms later the stream was " + words(end.get().how()) + length(stream) + ".");
    }

    private static String length(Exchange stream) {
        var length = stream.header("content-length");
        return length.isEmpty() ? "" : "; it has a Content-Length of " + length + ", which no stream knows beforehand";
    }

    private static String words(Entry.How how) {
        return switch (how) {
            case CLEAN -> "ended cleanly";
            case CUT -> "closed without saying that it was the end";
            case RESET -> "reset";
            case LEFT -> "left by the client";
            case GIVEN_UP -> "still open";
        };
    }

    private static List<Exchange> endedByServer(Seen seen) {
        return seen.undisturbedStreams().stream()
                .filter(stream -> stream.endedHow(Entry.How.CLEAN))
                .filter(stream -> !stream.endedInsideEvent())
                // Of a session that is over there is nothing more to tell.
                .filter(stream -> !stream.label().purpose().equals("stream-reuse"))
                .toList();
    }

    private static Optional<String> terminalPresent(Seen seen, Exchange stream) {
        boolean told = stream.events().stream().anyMatch(event -> seen.isFinal(event) || seen.isOfConnection(event));
        boolean canceled = seen.of("cancel", stream.label().job()).isPresent();
        return told || canceled
                ? Optional.empty()
                : Optional.of(
                        stream + " ended cleanly after " + stream.events().size() + " events, without a final one.");
    }
}
