package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Coming back, coming late, coming twice: one job on several connections. */
final class ResumeChecks {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    static final List<Check> ALL = List.of(
            new Check("RESUME-LOSSLESS", ResumeChecks::lossless),
            Check.each("RESUME-NO-REPEAT", ResumeChecks::resumed, ResumeChecks::noRepeat),
            new Check("RESUME-UNCHANGED", ResumeChecks::unchanged),
            Check.each("RESUME-UNKNOWN-ID", seen -> seen.of("stream-unknown-id"), ResumeChecks::unknownId),
            Check.each("LATE-CONNECT", ResumeChecks::late, ResumeChecks::terminalAtOnce),
            Check.each("TWO-LISTENERS", seen -> seen.of("stream-second"), ResumeChecks::sameEvents));

    private ResumeChecks() {}

    /** Streams that came back with an id that another stream of the same job has seen. */
    private static List<Exchange> resumed(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> stream.label().purpose().startsWith("stream-resume"))
                .filter(stream -> !before(seen, stream).isEmpty())
                .toList();
    }

    /** The whole story of a job, as the stream that listened from the start has it. */
    private static List<Entry.Event> control(Seen seen, Exchange stream) {
        return seen.streams().stream()
                .filter(each -> each.label().job().equals(stream.label().job()))
                .filter(each -> each.label().purpose().equals("stream"))
                .max(java.util.Comparator.comparingInt(each -> each.events().size()))
                .map(Exchange::events)
                .orElse(List.of());
    }

    private static String lastEventId(Exchange stream) {
        return stream.request().headers().getOrDefault("last-event-id", "");
    }

    /** The events up to and including the one that the stream came back with; none if it is not known. */
    private static List<Entry.Event> before(Seen seen, Exchange stream) {
        var all = control(seen, stream);
        for (int i = 0; i < all.size(); i++) {
            if (lastEventId(stream).equals(all.get(i).id())) {
                return all.subList(0, i + 1);
            }
        }
        return List.of();
    }

    private static Finding lossless(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        int proven = 0;
        for (var stream : resumed(seen)) {
            var all = control(seen, stream);
            var missed = all.subList(before(seen, stream).size(), all.size());
            var got = ids(stream);
            if (missed.isEmpty()) {
                open.add(stream + ": the job had ended before the cut, so there was nothing to miss.");
                continue;
            }
            proven++;
            var lost = due(stream, missed, got).stream()
                    .filter(event -> event.id() != null && !got.contains(event.id()))
                    .toList();
            if (!lost.isEmpty()) {
                problems.add(stream + " came back after " + lastEventId(stream) + " and never got "
                        + lost.stream()
                                .map(event -> event.name() + " " + event.id())
                                .toList() + ".");
            }
        }
        return new Finding(proven, problems, open);
    }

    /** What the stream had to get; one that we cut ourselves owes nothing after the last event that it brought. */
    private static List<Entry.Event> due(Exchange stream, List<Entry.Event> missed, Set<String> got) {
        if (!stream.endedHow(Entry.How.LEFT)) {
            return missed;
        }
        int last = 0;
        for (int i = 0; i < missed.size(); i++) {
            last = got.contains(missed.get(i).id()) ? i + 1 : last;
        }
        return missed.subList(0, last);
    }

    private static Set<String> ids(Exchange stream) {
        var ids = new HashSet<String>();
        stream.events().forEach(event -> ids.add(String.valueOf(event.id())));
        return ids;
    }

    private static Optional<String> noRepeat(Seen seen, Exchange stream) {
        var got = ids(stream);
        var repeated = before(seen, stream).stream()
                .filter(event -> !seen.isFinal(event) && got.contains(event.id()))
                .map(event -> event.name() + " " + event.id())
                .toList();
        return repeated.isEmpty()
                ? Optional.empty()
                : Optional.of(stream + " came back after " + lastEventId(stream) + " and got again " + repeated + ".");
    }

    private static Finding unchanged(Seen seen) {
        var problems = new ArrayList<String>();
        Map<String, Entry.Event> known = new HashMap<>();
        Map<String, Exchange> from = new HashMap<>();
        int again = 0;
        for (var stream : seen.streams()) {
            for (var event : stream.events()) {
                var key = stream.label().job() + " " + event.id();
                var before = known.putIfAbsent(key, event);
                var source = from.putIfAbsent(key, stream);
                if (event.id() == null || before == null || source == stream || isAmbiguous(source, event.id())) {
                    continue;
                }
                again++;
                if (!before.name().equals(event.name()) || !before.data().equals(event.data())) {
                    problems.add(stream + ": " + event.id() + " was '" + before.name() + "' " + before.data()
                            + ", and is now '" + event.name() + "' " + event.data() + ".");
                }
            }
        }
        return new Finding(again, problems, List.of());
    }

    /** An id that stands for two events on one connection cannot be compared; ID-UNIQUE says so. */
    private static boolean isAmbiguous(Exchange stream, String id) {
        return stream.events().stream().filter(event -> id.equals(event.id())).count() > 1;
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
                .filter(stream -> stream.status() != 0 && !Seen.isPutOff(stream))
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
        var took = last.get().at().minus(stream.response().orElseThrow().at());
        return took.compareTo(AT_ONCE) <= 0
                ? Optional.empty()
                : Optional.of(stream + " got the final event after " + took.toMillis() + " ms.");
    }

    /** From the first event that both have: a server that keeps no log cannot give the second what was before it. */
    private static Optional<String> sameEvents(Seen seen, Exchange second) {
        var theirs = ids(second);
        var missing = control(seen, second).stream()
                .dropWhile(event -> !theirs.contains(String.valueOf(event.id())))
                .filter(event -> event.id() != null && !theirs.contains(event.id()))
                .map(event -> event.name() + " " + event.id())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(second + " listened beside another and never got " + missing + ".");
    }
}
