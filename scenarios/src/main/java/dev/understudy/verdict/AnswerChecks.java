package dev.understudy.verdict;

import dev.understudy.contract.Operation;
import dev.understudy.contract.ResponseShape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every answer must be like. */
final class AnswerChecks {
    /** Statuses that openapi.yaml does not name, and that other rules tolerate or judge. */
    private static final Map<String, Set<Integer>> TOLERATED = Map.of(
            "stream", Set.of(204, 406),
            "results", Set.of(409),
            "create", Set.of(200, 201, 413));

    static final List<Check> ALL = List.of(
            Check.each("ANSWER-SHAPE", AnswerChecks::described, AnswerChecks::shape),
            Check.each("ERROR-ENVELOPE", AnswerChecks::errors, AnswerChecks::envelope),
            Check.each("ERROR-UNKNOWN-JOB", AnswerChecks::unknownJobs, AnswerChecks::notFound),
            Check.each("ERROR-ACCEPT", seen -> seen.of("stream-wrong-accept"), AnswerChecks::wrongAccept),
            Check.each("CORS-PREFLIGHT", seen -> seen.of("preflight"), AnswerChecks::preflight),
            Check.each("CORS-EXPOSED", AnswerChecks::toPages, AnswerChecks::exposed));

    private AnswerChecks() {}

    /** Answers whose operation the contract has; those to a browser's own question belong to none. */
    private static List<Exchange> described(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> exchange.status() != 0
                        && !isPreflight(exchange)
                        && seen.contract()
                                .operation(exchange.label().operation())
                                .isPresent())
                .toList();
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.label().purpose().startsWith("preflight");
    }

    private static Optional<String> shape(Seen seen, Exchange exchange) {
        var operation = seen.contract().operation(exchange.label().operation()).orElseThrow();
        var response = Optional.ofNullable(operation.responses().get(exchange.status()));
        if (response.isEmpty()) {
            return isTolerated(operation, exchange.status()) || isRefusedHead(exchange)
                    ? Optional.empty()
                    : Optional.of(exchange + " was answered with " + exchange.status()
                            + ", which the contract does not know here.");
        }
        return exchange.label().purpose().startsWith("stream") && exchange.status() == 200
                ? Optional.empty()
                : body(seen, exchange, response.get());
    }

    private static boolean isTolerated(Operation operation, int status) {
        var role = operation.role().map(each -> each.word()).orElse("");
        return TOLERATED.getOrDefault(role, Set.of()).contains(status);
    }

    /** Bodies of errors are the business of ERROR-ENVELOPE, so that one fault fails one rule. */
    private static Optional<String> body(Seen seen, Exchange exchange, ResponseShape response) {
        if (exchange.status() >= 400 || response.schemas().isEmpty()) {
            return Optional.empty();
        }
        var mediaType = mediaType(exchange);
        var schema = Optional.ofNullable(response.schemas().get(mediaType));
        if (schema.isEmpty()) {
            return Optional.of(exchange + " has the media type '" + mediaType + "', expected "
                    + String.join(" or ", response.schemas().keySet()) + ".");
        }
        var misfits = seen.contract().shapes().misfits(schema.get(), exchange.json());
        return misfits.isEmpty()
                ? Optional.empty()
                : Optional.of(exchange + " has a body that does not fit: "
                        + misfits.stream().map(Object::toString).collect(Collectors.joining("; ")) + ".");
    }

    static String mediaType(Exchange exchange) {
        return exchange.header("content-type").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** Not those of pages that the contract does not know, such as the metrics. */
    private static List<Exchange> errors(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> exchange.status() >= 400
                        && !isPreflight(exchange)
                        && !exchange.label().operation().equals("-"))
                .filter(exchange -> !isOtherwiseDescribed(seen, exchange) && !isRefusedHead(exchange))
                .toList();
    }

    /** Whoever reads the headers first, a proxy perhaps, may refuse an odd id in his own words; RESUME-ODD-ID tolerates it. */
    private static boolean isRefusedHead(Exchange exchange) {
        return exchange.label().purpose().equals("stream-odd-id")
                && (exchange.status() == 400 || exchange.status() == 431);
    }

    /** Whether the contract wants something else than JSON here, as for refused upgrades. */
    private static boolean isOtherwiseDescribed(Seen seen, Exchange exchange) {
        return seen.contract()
                .operation(exchange.label().operation())
                .map(operation -> operation.responses().get(exchange.status()))
                .filter(response ->
                        !response.schemas().isEmpty() && !response.schemas().containsKey("application/json"))
                .isPresent();
    }

    private static Optional<String> envelope(Seen seen, Exchange exchange) {
        if (!mediaType(exchange).equals("application/json")) {
            return Optional.of(exchange + " was answered with " + exchange.status() + " and the media type '"
                    + mediaType(exchange) + "', expected application/json.");
        }
        var misfits = seen.contract().shapes().misfits("/components/schemas/ErrorEnvelope", exchange.json());
        return misfits.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        exchange + " (" + exchange.status() + ") is not the error envelope: " + misfits.get(0) + ".");
    }

    private static List<Exchange> unknownJobs(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> exchange.label().purpose().endsWith("-unknown-job") && exchange.status() != 0)
                .toList();
    }

    private static Optional<String> notFound(Seen seen, Exchange exchange) {
        return expect(seen, exchange, 404, "NOT_FOUND");
    }

    /** Status and code; the code counts only where there is one, for the envelope is another rule's. */
    static Optional<String> expect(Seen seen, Exchange exchange, int status, String code) {
        var found = seen.told(exchange, "code");
        return exchange.status() == status && (found.isEmpty() || found.equals(code))
                ? Optional.empty()
                : Optional.of(exchange + " was answered with " + (exchange.status() + " " + found).strip()
                        + ", expected " + status + " " + code + ".");
    }

    private static Optional<String> wrongAccept(Seen seen, Exchange exchange) {
        return exchange.status() == 406 ? Optional.empty() : expect(seen, exchange, 400, "INVALID_ACCEPT_HEADER");
    }

    private static Optional<String> preflight(Seen seen, Exchange exchange) {
        // Without an ok status a browser does not even look at the headers (Fetch standard, 4.8).
        if (exchange.status() < 200 || exchange.status() > 299) {
            return Optional.of(exchange + " was answered with " + exchange.status()
                    + ", expected 200 or 204, also without a token and for a job that is not there.");
        }
        var stranger = wrongOrigin(exchange);
        if (stranger.isPresent()) {
            return stranger;
        }
        var headers = words(exchange.header("access-control-allow-headers"));
        for (var header : List.of("last-event-id", "authorization")) {
            // A star does not cover Authorization (Fetch standard, 3.3.3).
            if (!headers.contains(header) && (header.equals("authorization") || !headers.contains("*"))) {
                return Optional.of(exchange + " does not allow the header " + header + ", only " + headers + ".");
            }
        }
        return Optional.empty();
    }

    /** Answers to a page of another origin: a refusal, and a stream. */
    private static List<Exchange> toPages(Seen seen) {
        return Stream.concat(seen.of("cors-get").stream(), seen.of("stream-cors").stream())
                .toList();
    }

    private static Optional<String> wrongOrigin(Exchange exchange) {
        var origin = exchange.request().headers().getOrDefault("origin", "");
        var allowed = exchange.header("access-control-allow-origin");
        return allowed.equals(origin) || allowed.equals("*")
                ? Optional.empty()
                : Optional.of(exchange + " allows " + (allowed.isEmpty() ? "no origin" : "the origin '" + allowed + "'")
                        + ", not " + origin + ".");
    }

    private static Optional<String> exposed(Seen seen, Exchange exchange) {
        var stranger = wrongOrigin(exchange);
        if (stranger.isPresent() || exchange.label().purpose().equals("stream-cors")) {
            return stranger;
        }
        var headers = words(exchange.header("access-control-expose-headers"));
        var missing = List.of("retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset").stream()
                .filter(header -> !headers.contains(header) && !headers.contains("*"))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(exchange + " hides " + missing + " from pages.");
    }

    private static List<String> words(String header) {
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::trim)
                .toList();
    }
}
