package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether events are on the wire when they happen, and only events are. */
final class PromptChecks {
    /** What the suite puts into its requests, behind line ends and in the place of fields. */
    static final String MARKER = "understudy-injected";

    private static final Duration WITHIN = Duration.ofSeconds(2);

    static final List<Check> ALL = List.of(
            new Check("STREAM-PROMPT", PromptChecks::prompt),
            Check.each("STREAM-TEXT", seen -> seen.of("stream-odd-text"), PromptChecks::injected));

    private PromptChecks() {}

    /**
     * What a status tells, every stream that was open then must have told, or tell soon. One lateness may be a busy machine's; what is
     * late more often than not is collected somewhere.
     */
    private static Finding prompt(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        int proven = 0;
        var within = seen.terms().stretched(WITHIN);
        for (var stream : seen.streams()) {
            var statuses = seen.of("status-meanwhile").stream()
                    .filter(status -> isListening(seen, stream, status, within))
                    .toList();
            var late = statuses.stream()
                    .flatMap(status -> late(seen, status, stream).stream())
                    .toList();
            if (late.size() * 2 > statuses.size()) {
                problems.addAll(late);
            } else if (statuses.stream().anyMatch(status -> proves(seen, status, stream))) {
                proven++;
            } else if (!statuses.isEmpty()) {
                open.add(stream
                        + ": nothing came before the status told of it, and the job was over too soon to say that it"
                        + " was late. Give a slower one (jobs.slow).");
            }
        }
        // One stream that is in time says nothing about another one, such as the one that accepts gzip.
        return new Finding(open.isEmpty() ? proven : 0, problems, open);
    }

    /** What came before somebody else told of it was not kept back; nor was what came soon, if it could have come late. */
    private static boolean proves(Seen seen, Exchange status, Exchange stream) {
        var answered = status.response().orElseThrow().at();
        var told = stream.events().stream()
                .filter(event -> processed(seen, event) >= told(seen, status))
                .findFirst();
        boolean before = told(seen, status) > 0
                && told.filter(event -> event.at().compareTo(answered) <= 0).isPresent();
        return before || (late(seen, status, stream).isEmpty() && wentOn(seen, stream, answered));
    }

    /** Whether the job went on for so long that an event could have come too late before all were sent. */
    private static boolean wentOn(Seen seen, Exchange stream, Duration answered) {
        return seen.finalEvent(stream.label().job())
                .filter(end -> end.at().minus(answered).compareTo(WITHIN) > 0)
                .isPresent();
    }

    /** Of the same job, open before the status was asked for, and not over before it had to tell. */
    private static boolean isListening(Seen seen, Exchange stream, Exchange status, Duration within) {
        var deadline = status.response().orElseThrow().at().plus(within);
        boolean told = stream.events().stream().anyMatch(event -> processed(seen, event) >= told(seen, status));
        return stream.label().job().equals(status.label().job())
                && tellsOfProgress(seen, stream)
                && stream.response()
                                .orElseThrow()
                                .at()
                                .compareTo(status.request().at())
                        < 0
                && (told
                        || stream.end()
                                .filter(end -> end.at().compareTo(deadline) < 0)
                                .isEmpty());
    }

    /** Events that nobody can read tell nothing, soon or late; that is another rule's. */
    private static boolean tellsOfProgress(Seen seen, Exchange stream) {
        return stream.events().isEmpty()
                || stream.events().stream()
                        .anyMatch(event -> !seen.tells(event, "processed").isMissingNode());
    }

    private static long told(Seen seen, Exchange status) {
        return seen.tells(status, "processed").asLong(0);
    }

    private static long processed(Seen seen, Entry.Event event) {
        return seen.tells(event, "processed").asLong(0);
    }

    private static Optional<String> late(Seen seen, Exchange status, Exchange stream) {
        long told = told(seen, status);
        var answered = status.response().orElseThrow().at();
        var came = stream.events().stream()
                .filter(event -> processed(seen, event) >= told)
                .map(Entry.Event::at)
                .findFirst();
        if (came.isPresent()
                && seen.between(answered, came.get()).compareTo(seen.terms().stretched(WITHIN)) <= 0) {
            return Optional.empty();
        }
        var words = came.map(at -> "only " + at.minus(answered).toMillis() + " ms later")
                .orElse("never");
        return Optional.of(status + " told of " + told + " items done; " + stream + " told of them " + words + ".");
    }

    private static Optional<String> injected(Seen seen, Exchange stream) {
        return stream.entries().stream()
                .filter(PromptChecks::isInjected)
                .findFirst()
                .map(entry -> stream + " carries text of the request as if it were a line of its own: " + entry + ".");
    }

    private static boolean isInjected(Entry entry) {
        if (entry instanceof Entry.Comment comment) {
            return comment.text().contains(MARKER);
        }
        return entry instanceof Entry.Event event
                && (event.name().contains(MARKER)
                        || String.valueOf(event.id()).contains(MARKER)
                        || event.data().lines().anyMatch(line -> line.startsWith(MARKER)));
    }
}
