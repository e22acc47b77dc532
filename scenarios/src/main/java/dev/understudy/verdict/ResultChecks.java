package dev.understudy.verdict;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether create, status, stream and results tell the same story, and how long results live. */
final class ResultChecks {
    private static final Duration TTL_GRACE = Duration.ofSeconds(60);

    static final List<Check> ALL = List.of(
            Check.each("AGREE-STATUS", ResultChecks::finalStatuses, ResultChecks::agreesWithStream),
            Check.each("AGREE-RESULTS", ResultChecks::resultsOfCompleted, ResultChecks::accounts),
            new Check("AGREE-FAILED", ResultChecks::failed),
            new Check("RESULTS-EARLY", ResultChecks::early),
            Check.each("RESULTS-EXPIRES", ResultChecks::results, ResultChecks::expires),
            Check.each(
                    "RESULTS-GONE",
                    seen -> seen.of("results-gone"),
                    (seen, exchange) -> AnswerChecks.expect(seen, exchange, 404, "NOT_FOUND")));

    private ResultChecks() {}

    /** Statuses asked for after the job's final event was seen; failed and canceled jobs have rules of their own. */
    private static List<Exchange> finalStatuses(Seen seen) {
        return seen.of("status-final").stream()
                .filter(status -> status.status() == 200)
                .filter(status -> completed(seen, status).isPresent())
                .toList();
    }

    private static Optional<Seen.Ending> completed(Seen seen, Exchange exchange) {
        return seen.ending(exchange.label().job(), "completed");
    }

    private static Optional<String> agreesWithStream(Seen seen, Exchange status) {
        var ending = completed(seen, status).orElseThrow();
        for (var count : List.of("processed", "total")) {
            var told = ending.tells(count);
            var now = seen.tells(status, count);
            // What the status does not tell at all is the business of ANSWER-SHAPE.
            if (!told.isMissingNode() && !now.isMissingNode() && told.asLong() != now.asLong()) {
                return Optional.of(status + ": of the items " + seen.told(status, count) + " are " + count
                        + ", the final event has " + told + ".");
            }
        }
        var state = seen.told(status, "status");
        return state.equals(seen.contract().statusAfter(ending.state()))
                ? Optional.empty()
                : Optional.of(status + " says '" + state + "', the stream ended with '" + ending.state() + "'.");
    }

    private static List<Exchange> results(Seen seen) {
        return seen.of("results").stream()
                .filter(results -> results.status() == 200)
                .toList();
    }

    private static List<Exchange> resultsOfCompleted(Seen seen) {
        return seen.of("results").stream()
                .filter(results -> completed(seen, results).isPresent())
                .toList();
    }

    private static Optional<String> accounts(Seen seen, Exchange results) {
        if (results.status() != 200) {
            return Optional.of(results + " was answered with " + results.status() + ", though the job has completed.");
        }
        var jobId = seen.of("create", results.label().job())
                .map(create -> seen.told(create, "jobId"))
                .orElse("");
        var told = seen.told(results, "jobId");
        if (!jobId.isEmpty() && !told.isEmpty() && !told.equals(jobId)) {
            return Optional.of(results + " are those of the job " + told + ", expected " + jobId + ".");
        }
        var ending = completed(seen, results).orElseThrow();
        var counted = ending.tells("processed").isMissingNode() ? ending.tells("total") : ending.tells("processed");
        long accounted = accounted(seen, results);
        return counted.isMissingNode() || accounted < 0 || accounted == counted.asLong()
                ? Optional.empty()
                : Optional.of(
                        results + " account for " + accounted + " items, the final event counted " + counted + ".");
    }

    /** How many items the results tell of; -1 if they do not count. */
    private static long accounted(Seen seen, Exchange results) {
        if (seen.tells(results, "created").isNumber()) {
            return seen.tells(results, "created").asLong()
                    + seen.tells(results, "updated").asLong()
                    + seen.tells(results, "duplicates").asLong();
        }
        if (seen.tells(results, "total").isNumber()) {
            return seen.tells(results, "total").asLong();
        }
        var failed = seen.tells(results, "failed");
        long errors = failed.isNumber()
                ? failed.asLong()
                : seen.tells(results, "errors").size();
        return seen.tells(results, "items").isArray()
                ? seen.tells(results, "items").size() + errors
                : -1;
    }

    private static Finding failed(Seen seen) {
        var problems = new ArrayList<String>();
        int jobs = 0;
        for (var create : seen.of("create")) {
            var job = create.label().job();
            if (seen.ending(job, "failed").isEmpty()) {
                continue;
            }
            jobs++;
            var word = seen.contract().statusAfter("failed");
            seen.of("status-final", job)
                    .filter(status -> !seen.told(status, "status").equals(word))
                    .ifPresent(status -> problems.add(
                            status + " says '" + seen.told(status, "status") + "', the stream said '" + word + "'."));
            seen.of("results-failed", job)
                    .filter(results -> results.status() != 404 && results.status() != 409)
                    .ifPresent(results -> problems.add(
                            results + " was answered with " + results.status() + ", though the job has failed."));
        }
        return new Finding(jobs, problems, List.of());
    }

    private static Finding early(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        int applied = 0;
        for (var results : seen.of("results-early")) {
            if (results.status() == 409
                    || (results.status() == 404 && !seen.told(results, "status").isEmpty())) {
                applied++;
            } else if (!wasRunning(seen, results)) {
                open.add(results + ": the job may have been done before its results could be asked for too early.");
            } else {
                applied++;
                problems.add(results + " was answered with " + results.status()
                        + (results.status() == 404 ? " without details.status." : ", though the job had not ended."));
            }
        }
        return new Finding(applied, problems, open);
    }

    /**
     * Proof that the job was running: the server itself says so afterwards. That a listener got the final event later proves nothing,
     * for events take their time.
     */
    private static boolean wasRunning(Seen seen, Exchange results) {
        var answered = results.response().orElseThrow().at();
        return seen.exchanges().stream()
                .filter(later -> later.label().job().equals(results.label().job()))
                .filter(later -> later.request().at().compareTo(answered) >= 0)
                .filter(later -> later.label().purpose().startsWith("status"))
                .anyMatch(later -> List.of("initialized", "processing").contains(seen.told(later, "status")));
    }

    private static Optional<String> expires(Seen seen, Exchange results) {
        var expires = time(seen.told(results, "expiresAt"));
        if (expires.isEmpty()) {
            return Optional.of(
                    results + " have the expiresAt '" + seen.told(results, "expiresAt") + "', which is no time.");
        }
        var completed = seen.of("status-final", results.label().job())
                .flatMap(status -> time(seen.told(status, "completedAt")))
                .or(() -> time(seen.told(results, "now")));
        if (completed.isEmpty()) {
            return Optional.empty();
        }
        var lives = Duration.between(completed.get(), expires.get());
        return lives.minus(seen.terms().resultsTtl()).abs().compareTo(TTL_GRACE) <= 0
                ? Optional.empty()
                : Optional.of(results + " live for " + lives + " after the job's end, expected "
                        + seen.terms().resultsTtl() + ".");
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
