package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rate limits, cancel, tokens. */
final class LimitChecks {
    private static final Duration CANCEL_WITHIN = Duration.ofSeconds(5);
    private static final long FIRST_MILLISECOND_LOOKALIKE = 100_000_000_000L;

    static final List<Check> ALL = List.of(
            Check.each("LIMIT-RETRY-AFTER", LimitChecks::limited, LimitChecks::retryAfter),
            Check.each("LIMIT-TRUE", seen -> seen.of("limit-again"), LimitChecks::isTrue),
            Check.each("LIMIT-HEADERS", LimitChecks::limited, LimitChecks::headers),
            new Check("CANCEL-ENDS", LimitChecks::cancelEnds),
            Check.each("CANCEL-TOKEN", LimitChecks::withoutToken, LimitChecks::leavesAlone),
            Check.each("CANCEL-AGAIN", seen -> seen.of("cancel-again"), LimitChecks::canceledAgain),
            Check.each("STREAM-TOKEN", seen -> seen.of("stream-wrong-token"), LimitChecks::unauthorized),
            Check.each("TOKEN-REFRESH", seen -> seen.of("refresh-refused"), LimitChecks::unauthorized));

    private LimitChecks() {}

    private static List<Exchange> limited(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> exchange.status() == 429)
                .toList();
    }

    private static Optional<String> retryAfter(Seen seen, Exchange exchange) {
        var header = exchange.header("retry-after");
        if (!header.matches("\\d{1,9}")) {
            return Optional.of(exchange + " has the Retry-After '" + header + "', expected whole seconds.");
        }
        var body = seen.told(exchange, "retryAfter");
        return body.equals(header)
                ? Optional.empty()
                : Optional.of(exchange + " says " + header + " s in its header and '" + body + "' in its body.");
    }

    private static Optional<String> isTrue(Seen seen, Exchange exchange) {
        return exchange.status() == 429
                ? Optional.of(exchange + " came after the time that Retry-After had named, and was refused again.")
                : Optional.empty();
    }

    private static Optional<String> headers(Seen seen, Exchange exchange) {
        for (var name : List.of("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")) {
            if (!exchange.header(name).matches("\\d{1,15}")) {
                return Optional.of(exchange + " has the " + name + " '" + exchange.header(name) + "'.");
            }
        }
        return Long.parseLong(exchange.header("x-ratelimit-reset")) < FIRST_MILLISECOND_LOOKALIKE
                ? Optional.empty()
                : Optional.of(exchange + " has an X-RateLimit-Reset in milliseconds, expected seconds.");
    }

    private static Finding cancelEnds(Seen seen) {
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        var cancels = seen.of("cancel");
        for (var cancel : cancels) {
            var told = seen.told(cancel, "status");
            if (cancel.status() == 200 && (told.equals("completed") || told.equals("failed"))) {
                open.add(cancel + ": the job had ended before it could be canceled. Give a slower one (jobs.slow).");
                continue;
            }
            if (cancel.status() != 200) {
                problems.add(cancel + " was answered with " + cancel.status() + ", expected 200.");
                continue;
            }
            var job = cancel.label().job();
            seen.of("status-final", job)
                    .filter(status -> status.status() == 200
                            && !seen.told(status, "status").equals("canceled"))
                    .ifPresent(status ->
                            problems.add(status + " says '" + seen.told(status, "status") + "' after the cancel."));
            seen.of("stream", job)
                    .flatMap(stream -> streamGoesOn(seen, cancel, stream))
                    .ifPresent(problems::add);
        }
        return new Finding(cancels.size() - open.size(), problems, open);
    }

    private static Optional<String> streamGoesOn(Seen seen, Exchange cancel, Exchange stream) {
        var last = stream.events().stream().filter(seen::isFinal).findFirst();
        if (last.isPresent()) {
            // Whether the stream closes behind its final event is the business of TERMINAL-CLOSES.
            return last.get().name().equals("canceled")
                    ? Optional.empty()
                    : Optional.of(stream + " ended with '" + last.get().name() + "' though the job was canceled.");
        }
        var end = stream.end().filter(each -> each.how() != Entry.How.GIVEN_UP);
        if (end.isEmpty()) {
            return Optional.of(stream + " was still open "
                    + seen.terms().stretched(CANCEL_WITHIN).toSeconds() + " s after the cancel.");
        }
        var took = seen.between(cancel.response().orElseThrow().at(), end.get().at());
        return took.compareTo(seen.terms().stretched(CANCEL_WITHIN)) > 0
                ? Optional.of(stream + " ended only " + took.toMillis() + " ms after the cancel.")
                : Optional.empty();
    }

    private static List<Exchange> withoutToken(Seen seen) {
        var all = new ArrayList<>(seen.of("cancel-no-token"));
        all.addAll(seen.of("cancel-wrong-token"));
        return all;
    }

    /** Refused, and not done all the same: nobody but who has the token ends the job. */
    private static Optional<String> leavesAlone(Seen seen, Exchange refused) {
        return unauthorized(seen, refused).or(() -> canceledAllTheSame(seen, refused));
    }

    private static Optional<String> canceledAllTheSame(Seen seen, Exchange refused) {
        var job = refused.label().job();
        var status = seen.of("status-uncanceled", job)
                .filter(each -> seen.told(each, "status").equals("canceled"));
        return status.map(each -> refused + " was answered with 401, and yet " + each + " says 'canceled' after it.")
                .or(() -> seen.of("cancel", job)
                        .flatMap(cancel -> canceledBefore(seen, cancel))
                        .map(event -> refused + " was answered with 401, and yet the stream told of '" + event.name()
                                + "' before the token was sent."));
    }

    private static Optional<Entry.Event> canceledBefore(Seen seen, Exchange cancel) {
        return seen.finalEvent(cancel.label().job())
                .filter(event -> event.name().equals("canceled"))
                .filter(event -> event.at().compareTo(cancel.request().at()) < 0);
    }

    private static Optional<String> unauthorized(Seen seen, Exchange exchange) {
        return exchange.status() == 401
                ? Optional.empty()
                : Optional.of(exchange + " was answered with " + exchange.status() + ", expected 401.");
    }

    private static Optional<String> canceledAgain(Seen seen, Exchange exchange) {
        var status = seen.told(exchange, "status");
        return exchange.status() == 200
                        && List.of("canceled", "completed", "failed").contains(status)
                ? Optional.empty()
                : Optional.of(
                        exchange + " was answered with " + exchange.status() + " and the status '" + status + "'.");
    }
}
