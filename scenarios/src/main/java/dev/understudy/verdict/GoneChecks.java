package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a server notices that listeners have gone, as its own count of open streams tells it. */
final class GoneChecks {
    private static final String BEFORE = "open-streams-before";
    private static final String WITH = "open-streams-with";
    private static final String AFTER = "open-streams-after";

    static final List<Check> ALL = List.of(new Check("STREAM-GONE", GoneChecks::gone));

    private GoneChecks() {}

    /** What the server told: before listeners came, while they listened, and after they had gone. */
    private record Visit(Exchange before, List<Exchange> with, List<Exchange> after, List<Exchange> listening) {
        long listeners() {
            return listening.size();
        }

        boolean wasPutOff() {
            return listening.stream().anyMatch(Seen::isPutOff);
        }

        long base() {
            return count(before);
        }

        boolean wereCounted() {
            return with.stream().anyMatch(exchange -> count(exchange) >= base() + listeners());
        }

        Optional<Exchange> noticed() {
            return after.stream().filter(exchange -> count(exchange) <= base()).findFirst();
        }

        Exchange last() {
            return after.get(after.size() - 1);
        }
    }

    private static long count(Exchange exchange) {
        return exchange.all(Entry.Told.class).get(0).value();
    }

    private static Finding gone(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        int noticed = 0;
        for (var visit : visits(seen)) {
            var job = visit.before().label().job();
            var before = visit.noticed().orElseGet(visit::last);
            if (visit.wasPutOff()) {
                open.add(visit.with().get(0)
                        + ": of the listeners who came, some were put off with 429. If only so many may"
                        + " listen to a job, say how many (most-listeners).");
            } else if (!visit.wereCounted()) {
                open.add(visit.with().get(0) + ": the number did not rise by the " + visit.listeners()
                        + " listeners who had come, so it counts something else.");
            } else if (!wasRunning(seen, job, before)) {
                open.add(before + ": the job ended before it could be seen. Give slower ones (jobs.slow).");
            } else if (visit.noticed().isPresent()) {
                noticed++;
            } else {
                problems(seen, visit).ifPresentOrElse(problems::add, () -> open.add(undecided(visit)));
            }
        }
        return new Finding(noticed, problems, open);
    }

    /** Streams end with their job, whoever listens; only before that can be seen who is noticed. */
    private static boolean wasRunning(Seen seen, String job, Exchange at) {
        return seen.finalEvent(job)
                .filter(event -> event.at().compareTo(at.request().at()) <= 0)
                .isEmpty();
    }

    /** Others may listen, too: only if not one less is counted than with all who have gone, nobody was noticed for sure. */
    private static Optional<String> problems(Seen seen, Visit visit) {
        var waited =
                visit.last().request().at().minus(visit.after().get(0).request().at());
        boolean nobody = visit.after().stream().allMatch(each -> count(each) >= visit.base() + visit.listeners());
        return nobody && waited.compareTo(seen.terms().heartbeat().multipliedBy(2)) >= 0
                ? Optional.of(visit.last() + " still counts " + count(visit.last()) + " open streams " + words(waited)
                        + " after " + visit.listeners() + " listeners had gone, "
                        + visit.base() + " before they came.")
                : Optional.empty();
    }

    private static String undecided(Visit visit) {
        return visit.last() + " counts " + count(visit.last()) + " open streams, " + visit.base()
                + " before; perhaps somebody else listens. Judge it where nobody else does.";
    }

    private static String words(Duration time) {
        return time.toMillis() + " ms";
    }

    private static List<Visit> visits(Seen seen) {
        var visits = new ArrayList<Visit>();
        var told = seen.exchanges().stream()
                .filter(exchange -> exchange.label().purpose().startsWith("stream-going")
                        || exchange.all(Entry.Told.class).stream()
                                .anyMatch(number -> number.what().equals("open-streams")))
                .toList();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).label().purpose().equals(BEFORE)) {
                var rest = told.subList(i + 1, told.size()).stream()
                        .takeWhile(each -> !each.label().purpose().equals(BEFORE))
                        .toList();
                var with = of(rest, WITH);
                var after = of(rest, AFTER);
                if (!with.isEmpty() && !after.isEmpty()) {
                    visits.add(new Visit(told.get(i), with, after, listening(rest)));
                }
            }
        }
        return visits;
    }

    private static List<Exchange> listening(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> exchange.label().purpose().startsWith("stream-going"))
                .toList();
    }

    private static List<Exchange> of(List<Exchange> exchanges, String purpose) {
        return exchanges.stream()
                .filter(exchange -> exchange.label().purpose().equals(purpose))
                .toList();
    }
}
