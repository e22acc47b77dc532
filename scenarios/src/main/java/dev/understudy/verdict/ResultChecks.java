package dev.understudy.verdict;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
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
            new Check("RESULTS-EXPIRES", ResultChecks::expires),
            Check.each(
                    "RESULTS-GONE",
                    seen -> seen.of("results-gone"),
                    (seen, exchange) -> AnswerChecks.expect(seen, exchange, 404, "NOT_FOUND")));

    private ResultChecks() {}

    /**
     * Statuses that say that the job has ended, or were asked for when its final event had been seen. Whether those of failed and
     * canceled jobs say so is the business of their own rules.
     */
    private static List<Exchange> finalStatuses(Seen seen) {
        return seen.of("status-final").stream()
                .filter(status -> status.status() == 200)
                .filter(status ->
                        agrees(seen, status) || (completed(seen, status).isPresent() && mustSayEnd(seen, status)))
                .toList();
    }

    private static boolean mustSayEnd(Seen seen, Exchange status) {
        return seen.contract().isFinalStatus(seen.told(status, "status"))
                || seen.finalEvent(status.label().job())
                        .filter(last -> last.at().compareTo(status.request().at()) > 0)
                        .isEmpty();
    }

    private static boolean agrees(Seen seen, Exchange status) {
        return seen.ending(status.label().job())
                .filter(ending -> isSameState(seen, status, ending))
                .isPresent();
    }

    private static boolean isSameState(Seen seen, Exchange status, Seen.Ending ending) {
        return seen.told(status, "status").equals(seen.contract().statusAfter(ending.state()));
    }

    private static Optional<Seen.Ending> completed(Seen seen, Exchange exchange) {
        return seen.ending(exchange.label().job(), "completed");
    }

    private static Optional<String> agreesWithStream(Seen seen, Exchange status) {
        var ending = seen.ending(status.label().job()).orElseThrow();
        for (var count : List.of("processed", "total")) {
            var told = ending.tells(count);
            var now = seen.tells(status, count);
            // What the status does not tell at all is the business of ANSWER-SHAPE.
            if (!told.isMissingNode() && !now.isMissingNode() && told.asLong() != now.asLong()) {
                return Optional.of(status + ": of the items " + seen.told(status, count) + " are " + count
                        + ", the final event has " + told + ".");
            }
        }
        return isSameState(seen, status, ending)
                ? Optional.empty()
                : Optional.of(status + " says '" + seen.told(status, "status") + "', the stream ended with '"
                        + ending.state() + "'.");
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
        return new Finding(jobs, problems, didNotFail(seen));
    }

    private static List<String> didNotFail(Seen seen) {
        return seen.of("results-failed").stream()
                .flatMap(results -> seen.ending(results.label().job()).stream()
                        .filter(ending -> !ending.state().equals("failed"))
                        .map(ending -> results + ": the job was to fail, and ended with '" + ending.state()
                                + "'. Say in the profile how to make one that fails (jobs.failing)."))
                .toList();
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

    private static Finding expires(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        var all = results(seen);
        for (var results : all) {
            var expires = time(seen.told(results, "expiresAt"));
            var ended = end(seen, results);
            if (expires.isEmpty()) {
                problems.add(results + " have " + tells("expiresAt", seen.told(results, "expiresAt"))
                        + ", which is no time.");
            } else if (ended.isEmpty()) {
                open.add(results
                        + ": no answer says what time it is at the server (completedTime, metadata.timestamp or the"
                        + " Date header), so nobody knows how long they live.");
            } else {
                wrongTtl(seen, results, Duration.between(ended.get(), expires.get()))
                        .ifPresent(problems::add);
            }
        }
        return new Finding(all.size() - open.size(), problems, open);
    }

    private static String tells(String field, String value) {
        return value.isEmpty() ? "no " + field : "the " + field + " '" + value + "'";
    }

    private static Optional<String> wrongTtl(Seen seen, Exchange results, Duration lives) {
        return lives.minus(seen.terms().resultsTtl()).abs().compareTo(TTL_GRACE) <= 0
                ? Optional.empty()
                : Optional.of(results + " live for " + lives + " after the job's end, expected "
                        + seen.terms().resultsTtl() + ".");
    }

    /** When the job ended, by the server's clock; results are asked for as soon as it has. */
    private static Optional<OffsetDateTime> end(Seen seen, Exchange results) {
        return seen.of("status-final", results.label().job())
                .flatMap(status -> time(seen.told(status, "completedAt")))
                .or(() -> time(seen.told(results, "now")))
                .or(() -> date(results.header("date")));
    }

    private static Optional<OffsetDateTime> date(String header) {
        try {
            return header.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
