package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Coming back: what was missed, judged per event against somebody who listened all the time. */
final class ResumeChecks {
    static final List<Check> ALL = List.of(
            new Check("RESUME-LOSSLESS", ResumeChecks::lossless),
            Check.each("RESUME-NO-REPEAT", ResumeChecks::resumed, ResumeChecks::noRepeat),
            Check.each("RESUME-ORDER", ResumeChecks::resumed, ResumeChecks::inOrder),
            Check.each("RESUME-CATCHES-UP", ResumeChecks::cameBack, ResumeChecks::catchesUp),
            new Check("RESUME-UNCHANGED", ResumeChecks::unchanged));

    private ResumeChecks() {}

    /** Streams that came back with an id that another stream of the same job has seen. */
    private static List<Exchange> resumed(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> stream.label().purpose().startsWith("stream-resume"))
                .filter(stream -> !before(seen, stream).isEmpty())
                .toList();
    }

    /** The whole story of a job, as the stream that listened from the start has it. */
    static List<Entry.Event> control(Seen seen, Exchange stream) {
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
            if (!wasCutBefore(seen, stream)) {
                open.add(stream + ": no cut was seen to land before it.");
                continue;
            }
            if (missed.isEmpty()) {
                open.add(stream + ": the job had ended before the cut, so there was nothing to miss.");
                continue;
            }
            proven++;
            var lost = due(seen, stream, missed, got).stream()
                    .filter(event -> event.id() != null && !got.contains(event.id()) && !seen.isOfConnection(event))
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

    /** Proof that the listener was thrown out: something was done to an earlier connection of the same job. */
    private static boolean wasCutBefore(Seen seen, Exchange stream) {
        return seen.exchanges().stream()
                .filter(each -> each.label().job().equals(stream.label().job()))
                .filter(each -> each.request().at().compareTo(stream.request().at()) <= 0)
                .anyMatch(each -> !each.all(Entry.Fault.class).isEmpty());
    }

    /** What the stream had to get; one that we cut, or that ended by an event about itself, owes nothing after its last one. */
    private static List<Entry.Event> due(Seen seen, Exchange stream, List<Entry.Event> missed, Set<String> got) {
        if (!stream.endedHow(Entry.How.LEFT) && stream.events().stream().noneMatch(seen::isOfConnection)) {
            return missed;
        }
        int last = 0;
        for (int i = 0; i < missed.size(); i++) {
            last = got.contains(missed.get(i).id()) ? i + 1 : last;
        }
        return missed.subList(0, last);
    }

    static Set<String> ids(Exchange stream) {
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

    /** The events that both have, as the one who listened from the start has them. */
    private static Optional<String> inOrder(Seen seen, Exchange stream) {
        var whole = control(seen, stream);
        var order = whole.stream().map(Entry.Event::id).toList();
        int last = -1;
        for (var event : stream.events()) {
            int position = order.indexOf(event.id());
            if (position >= 0 && !whole.get(position).data().equals(event.data())) {
                // Another event under the same id: ID-UNIQUE or RESUME-UNCHANGED say so.
                continue;
            }
            // A final event that comes twice is the business of TERMINAL-ONCE.
            if (position >= 0 && position <= last && !seen.isFinal(event)) {
                return Optional.of(stream + ": " + event.name() + " " + event.id() + " comes "
                        + (position == last ? "twice" : "after " + order.get(last)) + ".");
            }
            last = Math.max(last, position);
        }
        return Optional.empty();
    }

    /** Streams of somebody who has seen something before, whatever the server makes of the id. */
    private static List<Exchange> cameBack(Seen seen) {
        return seen.streams().stream()
                .filter(stream -> stream.label().purpose().startsWith("stream-resume"))
                .filter(stream -> !stream.events().isEmpty())
                .toList();
    }

    private static Optional<String> catchesUp(Seen seen, Exchange stream) {
        long before = before(seen, stream).stream()
                .mapToLong(event -> processed(seen, event))
                .max()
                .orElse(0);
        var first = stream.events().get(0);
        boolean tells = !seen.tells(first, "processed").isMissingNode();
        if (tells && !seen.isOfConnection(first) && processed(seen, first) < before) {
            return Optional.of(stream + " came back having seen " + before + " items done, and is told of "
                    + processed(seen, first) + ".");
        }
        return Optional.empty();
    }

    private static long processed(Seen seen, Entry.Event event) {
        return seen.tells(event, "processed").asLong(0);
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
}
