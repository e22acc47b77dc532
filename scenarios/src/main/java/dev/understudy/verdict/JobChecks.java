package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making a job, and taking its results. */
final class JobChecks {
    static final List<ClientCheck> ALL = List.of(
            ClientCheck.each("CLIENT-CREATES-ONCE", "no job was made", Conduct::created, JobChecks::isNoSecondUpload),
            ClientCheck.each(
                    "CLIENT-LISTENS-FIRST",
                    "nothing was submitted",
                    conduct -> conduct.of(JobRole.CREATE),
                    JobChecks::listensFirst),
            ClientCheck.of("CLIENT-CREATE-LOST", "no answer to an upload was lost", JobChecks::lostAnswers),
            ClientCheck.of("CLIENT-RESULTS-ONCE", "no results were fetched", JobChecks::fetchesOnce),
            ClientCheck.of("CLIENT-RESULTS-GONE", "no results had expired", JobChecks::leavesExpired));

    private JobChecks() {}

    /** A request does not say in the journal which session it submits; that nobody listened at all is proof enough. */
    private static Optional<String> listensFirst(Conduct conduct, Exchange create) {
        boolean listened = conduct.watches().stream()
                .anyMatch(watch -> watch.attempts()
                                .get(0)
                                .begun()
                                .compareTo(create.request().at())
                        < 0);
        return listened ? Optional.empty() : Optional.of(create + " came before anybody listened.");
    }

    private static boolean isSameUpload(Exchange one, Exchange other) {
        return one.request().target().equals(other.request().target())
                && one.request().bodyBytes() == other.request().bodyBytes();
    }

    /** The same again is fine once the first one's job is over; before that it makes two of one. */
    private static Optional<String> isNoSecondUpload(Conduct conduct, Exchange create) {
        return conduct.created().stream()
                .filter(before ->
                        before.request().at().compareTo(create.request().at()) < 0)
                .filter(before -> isSameUpload(before, create))
                .filter(before -> conduct.endShown(Conduct.jobOf(before))
                        .filter(end -> end.compareTo(create.request().at()) < 0)
                        .isEmpty())
                .findFirst()
                .map(before -> create + " uploaded the same again while the job of " + before + " went on.");
    }

    private static Finding lostAnswers(Conduct conduct) {
        return onlyOnce(
                conduct,
                conduct.of(JobRole.CREATE).stream()
                        .filter(create -> create.response().isEmpty()
                                && (create.endedHow(Entry.How.RESET) || create.endedHow(Entry.How.CUT)))
                        .toList(),
                create -> conduct.of(JobRole.CREATE).stream()
                        .filter(other -> isSameUpload(create, other))
                        .toList(),
                "sent the upload again, whose first answer was lost");
    }

    private static Finding fetchesOnce(Conduct conduct) {
        return onlyOnce(
                conduct,
                conduct.of(JobRole.RESULTS).stream()
                        .filter(results -> results.status() == 200 && isWhole(results))
                        .toList(),
                results -> conduct.of(JobRole.RESULTS, results.label().job()),
                "asked for results that the client had got");
    }

    /** Whether nothing cut its body off. */
    private static boolean isWhole(Exchange answer) {
        return answer.end().isEmpty() || answer.endedHow(Entry.How.CLEAN);
    }

    private static Finding leavesExpired(Conduct conduct) {
        return onlyOnce(
                conduct,
                conduct.of(JobRole.RESULTS).stream()
                        .filter(results -> areGone(conduct, results))
                        .toList(),
                results -> conduct.of(JobRole.RESULTS, results.label().job()),
                "asked for results that had expired");
    }

    /** A 404 before the end means "not yet". */
    private static boolean areGone(Conduct conduct, Exchange results) {
        boolean ended = conduct.isFinal(results.text("/error/details/status"))
                || conduct.endShown(results.label().job())
                        .filter(end -> end.compareTo(results.request().at()) < 0)
                        .isPresent();
        return results.status() == 410 || (results.status() == 404 && ended);
    }

    private static Finding onlyOnce(
            Conduct conduct,
            List<Exchange> answered,
            java.util.function.Function<Exchange, List<Exchange>> sameKind,
            String what) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var first : answered) {
            var over = over(first);
            var again = sameKind.apply(first).stream()
                    .filter(other -> other.request().at().compareTo(over) > 0)
                    .findFirst();
            if (again.isPresent()) {
                problems.add(again.get() + " " + what + " by " + first + ".");
            } else if (conduct.until().minus(over).compareTo(Patience.quiet()) < 0) {
                open.add("The client was not watched for long after " + first + ".");
            } else {
                held++;
            }
        }
        return new Finding(held, problems, open);
    }

    private static Duration over(Exchange exchange) {
        return exchange.response()
                .map(Entry.Response::at)
                .or(() -> exchange.end().map(Entry.End::at))
                .orElse(exchange.request().at());
    }
}
