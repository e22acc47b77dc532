package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Coming with an id that is not known, coming late, coming twice: one job and several listeners. */
final class ListenerChecks {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    static final List<Check> ALL = List.of(
            Check.each("RESUME-UNKNOWN-ID", seen -> seen.of("stream-unknown-id"), ListenerChecks::unknownId),
            Check.each("RESUME-ODD-ID", seen -> seen.asked("stream-odd-id"), ListenerChecks::oddId),
            Check.each("LATE-CONNECT", ListenerChecks::late, ListenerChecks::terminalAtOnce),
            new Check("LATE-RACE", ListenerChecks::race),
            new Check("SLOW-LISTENER", ListenerChecks::besideSlow),
            Check.each("TWO-LISTENERS", seen -> seen.of("stream-second"), ListenerChecks::sameEvents));

    private ListenerChecks() {}

    private static Optional<String> oddId(Seen seen, Exchange stream) {
        if (stream.status() == 0) {
            return Optional.of(stream + " got no answer" + why(stream) + ".");
        }
        if (stream.status() != 200) {
            return stream.status() == 400 || stream.status() == 431
                    ? Optional.empty()
                    : Optional.of(stream + " was answered with " + stream.status() + ".");
        }
        return stream.events().isEmpty() ? Optional.of(stream + " got no event.") : Optional.empty();
    }

    private static String why(Exchange stream) {
        return stream.end()
                .map(Entry.End::detail)
                .filter(detail -> !detail.isEmpty())
                .map(detail -> " (" + detail + ")")
                .orElse("");
    }

    private static Finding race(Seen seen) {
        var inTime = inTime(seen);
        var problems = inTime.stream()
                .flatMap(stream -> sawTheEnd(seen, stream).stream())
                .toList();
        var open = seen.asked("stream-race").stream()
                .map(stream ->
                        stream + ": the end had come before it. Give slower jobs, or some whose last events do not come"
                                + " all at once (jobs.usual).")
                .toList();
        return new Finding(inTime.size(), problems, open);
    }

    private static Finding besideSlow(Seen seen) {
        var asked = seen.asked("stream-beside-slow");
        var problems = asked.stream()
                .flatMap(stream -> sawTheEnd(seen, stream).stream())
                .toList();
        var open = seen.exchanges().stream()
                .filter(stream -> stream.label().purpose().equals("stream-beside-slow") && Seen.isPutOff(stream))
                .map(stream -> stream + " was put off with 429. If only so many may listen to a job, say how many"
                        + " (most-listeners).")
                .toList();
        return new Finding(asked.size(), problems, open);
    }

    /** Whoever came before somebody else saw the end; those who came behind it are late, for which there is another rule. */
    private static List<Exchange> inTime(Seen seen) {
        return seen.asked("stream-race").stream()
                .filter(stream -> ResumeChecks.control(seen, stream).stream()
                        .filter(seen::isFinal)
                        .anyMatch(end -> end.at().compareTo(cameAt(stream)) > 0))
                .toList();
    }

    /** When the server had noticed it for sure: a request may be on its way for a while. */
    private static Duration cameAt(Exchange stream) {
        return stream.response()
                .map(Entry.Response::at)
                .orElseGet(() -> stream.request().at());
    }

    private static Optional<String> sawTheEnd(Seen seen, Exchange stream) {
        if (stream.status() == 204) {
            return Optional.empty();
        }
        if (stream.status() != 200) {
            var answer = stream.status() == 0 ? "got no answer" + why(stream) : "was answered with " + stream.status();
            return Optional.of(stream + " " + answer + ".");
        }
        return stream.endedInsideEvent()
                        || stream.events().stream().anyMatch(event -> seen.isFinal(event) || seen.isOfConnection(event))
                ? Optional.empty()
                : Optional.of(stream + " got " + stream.events().size() + " events and never the final one.");
    }

    private static Optional<String> unknownId(Seen seen, Exchange stream) {
        if (stream.status() != 200) {
            return Optional.of(stream + " was answered with " + stream.status() + ".");
        }
        if (stream.events().isEmpty()) {
            return Optional.of(stream + " got no event.");
        }
        // Where the server ends the stream without a final event, TERMINAL-PRESENT says so.
        return stream.events().stream().anyMatch(seen::isFinal) || stream.endedHow(Entry.How.CLEAN)
                ? Optional.empty()
                : Optional.of(stream + " never got the final event.");
    }

    private static List<Exchange> late(Seen seen) {
        return seen.exchanges().stream()
                .filter(stream -> stream.status() != 0 && !Seen.isPutOff(stream) && !stream.endedInsideEvent())
                .filter(stream -> List.of("stream-late", "stream-after-final")
                        .contains(stream.label().purpose()))
                .toList();
    }

    private static Optional<String> terminalAtOnce(Seen seen, Exchange stream) {
        if (stream.status() == 204) {
            return Optional.empty();
        }
        if (stream.status() != 200) {
            return Optional.of(stream + " was answered with " + stream.status() + ".");
        }
        var last = stream.events().stream().filter(seen::isFinal).findFirst();
        if (last.isEmpty()) {
            return Optional.of(stream + " came after the job's end and never got its final event.");
        }
        var took = seen.between(stream.response().orElseThrow().at(), last.get().at());
        return took.compareTo(seen.terms().stretched(AT_ONCE)) <= 0
                ? Optional.empty()
                : Optional.of(stream + " got the final event after " + took.toMillis() + " ms.");
    }

    /** What one has and the other has not, whichever of them came first. */
    private static Optional<String> sameEvents(Seen seen, Exchange second) {
        return seen.of("stream", second.label().job())
                .flatMap(first -> misses(seen, second, first).or(() -> misses(seen, first, second)));
    }

    /** From the first event that both have: a server that keeps no log cannot give the second what was before it. */
    private static Optional<String> misses(Seen seen, Exchange stream, Exchange other) {
        var own = ResumeChecks.ids(stream);
        var missing = other.events().stream()
                .dropWhile(event -> !own.contains(String.valueOf(event.id())))
                .filter(event -> event.id() != null && !own.contains(event.id()))
                .filter(event -> !seen.isOfConnection(event) && wasListening(seen, stream, event))
                .map(event -> event.name() + " " + event.id())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(stream + " listened beside " + other + " and never got " + missing + ".");
    }

    /** A stream that was ended before its job owes nothing of what happened later; whether it may be is TERMINAL-PRESENT's. */
    private static boolean wasListening(Seen seen, Exchange stream, Entry.Event event) {
        return !stream.endedHow(Entry.How.CLEAN)
                || stream.events().stream().anyMatch(seen::isFinal)
                || stream.end().orElseThrow().at().compareTo(event.at()) >= 0;
    }
}
