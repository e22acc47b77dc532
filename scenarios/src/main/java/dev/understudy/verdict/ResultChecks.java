package dev.understudy.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether create, status, stream and results tell the same story, and how long results live. */
final class ResultChecks {
    private static final List<String> COUNTS = List.of("processedCount", "totalCount", "processedRows", "totalRows");
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
                    (seen, exchange) -> AnswerChecks.expect(exchange, 404, "NOT_FOUND")));

    private ResultChecks() {}

    /** Statuses asked for after the job's final event was seen; failed and canceled jobs have rules of their own. */
    private static List<Exchange> finalStatuses(Seen seen) {
        return seen.of("status-final").stream()
                .filter(status -> status.status() == 200)
                .filter(status -> success(seen, status).isPresent())
                .toList();
    }

    private static Optional<Entry.Event> success(Seen seen, Exchange exchange) {
        return seen.finalEvent(exchange.label().job()).filter(seen::isSuccess);
    }

    private static Optional<String> agreesWithStream(Seen seen, Exchange status) {
        var event = success(seen, status).orElseThrow();
        var payload = Seen.payload(event);
        for (var field : COUNTS) {
            if (payload.path(field).asLong() != status.told().path(field).asLong() && isTold(payload, status, field)) {
                return Optional.of(status + ": " + field + " is " + status.told(field) + ", the final event has "
                        + payload.path(field) + ".");
            }
        }
        var state = status.told("status");
        return seen.message(event).orElseThrow().status().equals(state)
                ? Optional.empty()
                : Optional.of(status + " says '" + state + "', the stream ended with '" + event.name() + "'.");
    }

    /** A status need not have all that the event has; that it has what it must is the business of ANSWER-SHAPE. */
    private static boolean isTold(JsonNode payload, Exchange status, String field) {
        return payload.has(field) && status.told().has(field);
    }

    private static List<Exchange> results(Seen seen) {
        return seen.of("results").stream()
                .filter(results -> results.status() == 200)
                .toList();
    }

    private static List<Exchange> resultsOfCompleted(Seen seen) {
        return seen.of("results").stream()
                .filter(results -> success(seen, results).isPresent())
                .toList();
    }

    private static Optional<String> accounts(Seen seen, Exchange results) {
        if (results.status() != 200) {
            return Optional.of(results + " was answered with " + results.status() + ", though the job has completed.");
        }
        var jobId = seen.of("create", results.label().job())
                .map(create -> create.text("/data/jobId"))
                .orElse("");
        var told = results.text("/data/jobId");
        if (!jobId.isEmpty() && !told.isEmpty() && !told.equals(jobId)) {
            return Optional.of(results + " are those of the job " + told + ", expected " + jobId + ".");
        }
        long processed = Seen.payload(success(seen, results).orElseThrow())
                .path("processedCount")
                .asLong();
        long accounted = accounted(results.json().path("data"));
        return accounted < 0 || accounted == processed
                ? Optional.empty()
                : Optional.of(
                        results + " account for " + accounted + " items, the final event counted " + processed + ".");
    }

    /** How many items the results tell of; -1 if they do not count. */
    private static long accounted(JsonNode data) {
        if (data.has("booksCreated")) {
            return data.path("booksCreated").asLong()
                    + data.path("booksUpdated").asLong()
                    + data.path("duplicatesSkipped").asLong();
        }
        if (data.has("enrichedBooks")) {
            return data.path("enrichedBooks").size()
                    + data.path("enrichmentFailed").asLong();
        }
        return data.has("totalDetected") ? data.path("totalDetected").asLong() : -1;
    }

    private static Finding failed(Seen seen) {
        var problems = new ArrayList<String>();
        int jobs = 0;
        for (var create : seen.of("create")) {
            var job = create.label().job();
            var event = seen.finalEvent(job)
                    .flatMap(seen::message)
                    .filter(last -> last.jobEvent().equals("failed"));
            if (event.isEmpty()) {
                continue;
            }
            jobs++;
            var word = event.get().status();
            seen.of("status-final", job)
                    .filter(status -> !status.told("status").equals(word))
                    .ifPresent(status -> problems.add(
                            status + " says '" + status.told("status") + "', the stream said '" + word + "'."));
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
                    || (results.status() == 404
                            && !results.text("/error/details/status").isEmpty())) {
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
                .anyMatch(later -> List.of("initialized", "processing").contains(later.text("/data/status")));
    }

    private static Optional<String> expires(Seen seen, Exchange results) {
        var expires = time(results.text("/data/expiresAt"));
        if (expires.isEmpty()) {
            return Optional.of(
                    results + " have the expiresAt '" + results.text("/data/expiresAt") + "', which is no time.");
        }
        var completed = seen.of("status-final", results.label().job())
                .flatMap(status -> time(status.text("/data/completedTime")))
                .or(() -> time(results.text("/metadata/timestamp")));
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
