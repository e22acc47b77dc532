package dev.understudy.verdict;

import dev.understudy.contract.Message;
import dev.understudy.journal.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Jobs that the client names, and streams whose events have no names. */
final class SessionChecks {
    private static final double WHOLE = 100;

    static final List<Check> ALL = List.of(
            Check.each("STREAM-UNNAMED", Seen::streamsWithEvents, SessionChecks::unnamed),
            Check.each("SESSION-FIRST", SessionChecks::ofMadeJobs, SessionChecks::heard),
            Check.each("SESSION-ALONE", seen -> seen.of("stream-of-another"), SessionChecks::silent),
            Check.each("SESSION-REUSE", SessionChecks::usedAgain, SessionChecks::closedAtOnce),
            Check.each("PROGRESS-WHOLE", SessionChecks::succeeded, SessionChecks::whole),
            Check.each(
                    "CORS-ANY",
                    seen -> Stream.of("preflight-create", "stream-of-page")
                            .flatMap(purpose -> seen.of(purpose).stream())
                            .toList(),
                    SessionChecks::anyOrigin));

    private SessionChecks() {}

    private static Optional<String> unnamed(Seen seen, Exchange stream) {
        return stream.events().stream()
                .filter(event -> !event.name().isEmpty() && !event.name().equals(Message.UNNAMED))
                .findFirst()
                .map(event -> stream + ": an event has the name '" + event.name() + "'.");
    }

    /** Streams that were asked for before their job was made. */
    private static List<Exchange> ofMadeJobs(Seen seen) {
        return seen.of("stream").stream()
                .filter(stream -> seen.of("create", stream.label().job()).isPresent())
                .toList();
    }

    private static Optional<String> heard(Seen seen, Exchange stream) {
        var made =
                seen.of("create", stream.label().job()).orElseThrow().request().at();
        if (stream.status() != 200) {
            return Optional.of(stream + " was answered with " + stream.status() + ", expected 200 and silence.");
        }
        if (stream.response().orElseThrow().at().compareTo(made) > 0) {
            return Optional.of(stream + " was not answered before the job was made.");
        }
        return stream.events().isEmpty()
                ? Optional.of(stream + " was open when the job was made, and told nothing of it.")
                : Optional.empty();
    }

    private static Optional<String> silent(Seen seen, Exchange stream) {
        return stream.events().stream()
                .findFirst()
                .map(event -> stream + " tells of another session's job: " + event.data() + ".");
    }

    /** Streams of sessions whose first stream was told of the end, and closed: before that nothing says that a session was used. */
    private static List<Exchange> usedAgain(Seen seen) {
        return seen.of("stream-reuse").stream()
                .filter(stream -> seen.of("stream", stream.label().job())
                        .filter(first -> first.endedHow(Entry.How.CLEAN)
                                && first.events().stream().anyMatch(seen::isFinal))
                        .isPresent())
                .toList();
    }

    private static Optional<String> closedAtOnce(Seen seen, Exchange stream) {
        if (!stream.events().isEmpty()) {
            return Optional.of(stream + " tells of a job that is done.");
        }
        var end = stream.end();
        boolean refused = stream.status() != 200;
        boolean closed = end.filter(each -> each.how() == Entry.How.CLEAN)
                .filter(each -> each.at()
                                .minus(stream.request().at())
                                .compareTo(seen.terms().closeWithin())
                        <= 0)
                .isPresent();
        return refused || closed ? Optional.empty() : Optional.of(stream + " was not closed.");
    }

    private static List<Exchange> succeeded(Seen seen) {
        return seen.of("stream").stream()
                .filter(stream -> stream.events().stream().anyMatch(seen::isSuccess))
                .toList();
    }

    private static Optional<String> whole(Seen seen, Exchange stream) {
        double most = stream.events().stream()
                .mapToDouble(event -> Seen.payload(event).path("progress").asDouble(0))
                .max()
                .orElse(0);
        return most >= WHOLE
                ? Optional.empty()
                : Optional.of(stream + " told of success, and of no more progress than " + most + ".");
    }

    private static Optional<String> anyOrigin(Seen seen, Exchange exchange) {
        var origin = exchange.request().headers().getOrDefault("origin", "");
        var allowed = exchange.header("access-control-allow-origin");
        return allowed.equals("*") || allowed.equals(origin)
                ? Optional.empty()
                : Optional.of(exchange + " allows the origin '" + allowed + "', not " + origin + ".");
    }
}
