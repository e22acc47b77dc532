package dev.understudy.verdict;

import dev.understudy.contract.Message;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a WebSocket ends, and what comes of whoever comes late, or back. */
final class SocketEndChecks {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final String BAD = "socket-bad-";

    static final List<Check> ALL = List.of(
            Check.each("WS-CLOSES", SocketEndChecks::endedByJob, SocketEndChecks::closes),
            Check.each("WS-CLOSE-ANSWERED", SocketEndChecks::closedByClient, SocketEndChecks::answers),
            Check.each("WS-BAD-MESSAGE", SocketEndChecks::bad, SocketEndChecks::refuses),
            Check.each("WS-CANCELED", SocketEndChecks::canceled, SocketEndChecks::closesForCancel),
            Check.each("WS-LATE", seen -> seen.of("socket-late"), SocketEndChecks::tellsLate),
            Check.each("WS-RECONNECT", SocketEndChecks::back, SocketEndChecks::catchesUp),
            Check.each("WS-RECONNECT-LOSSLESS", seen -> seen.sockets("socket-back"), SocketEndChecks::tellsEnd),
            Check.each("WS-REPLACED", seen -> seen.sockets("socket-takes-over"), SocketEndChecks::replaces));

    private SocketEndChecks() {}

    /** Connections that told the end of their job, and were not there for something else. */
    private static List<Socket> endedByJob(Seen seen) {
        return SocketChecks.ended(seen).stream()
                .filter(socket -> !socket.exchange().label().purpose().equals("socket-late"))
                .filter(socket -> !state(socket).equals("canceled"))
                .filter(socket -> !socket.exchange().endedHow(Entry.How.LEFT))
                .filter(socket -> socket.goodbye(Entry.Side.CLIENT)
                        .filter(frame ->
                                frame.at().compareTo(socket.last().orElseThrow().at()) < 0)
                        .isEmpty())
                .toList();
    }

    private static String state(Socket socket) {
        return socket.last().flatMap(socket::event).map(Message::jobEvent).orElse("");
    }

    private static Optional<String> closes(Seen seen, Socket socket) {
        var last = socket.last().orElseThrow();
        return closed(seen, socket, "behind '" + last.type() + "'", last.at(), code(seen, state(socket)));
    }

    private static int code(Seen seen, String reason) {
        return seen.contract()
                .webSocket()
                .map(terms -> terms.closing(reason).code())
                .orElse(1000);
    }

    /** Whether the server has closed with this code in time. */
    private static Optional<String> closed(Seen seen, Socket socket, String when, Duration since, int code) {
        var goodbye = socket.goodbye(Entry.Side.SERVER);
        if (goodbye.isEmpty()) {
            return Optional.of(socket + ": no close frame came " + when + "; "
                    + socket.exchange()
                            .end()
                            .map(end -> "the end was " + end.how())
                            .orElse("it is still open") + ".");
        }
        if (goodbye.get().code() != code) {
            return Optional.of(socket + ": the server closed with "
                    + goodbye.get().code() + " " + when + ", expected " + code + ".");
        }
        var took = goodbye.get().at().minus(since);
        return took.compareTo(seen.terms().stretched(WITHIN)) <= 0
                ? Optional.empty()
                : Optional.of(socket + ": the server closed only " + took.toMillis() + " ms " + when + ".");
    }

    private static List<Socket> closedByClient(Seen seen) {
        return seen.sockets("socket-goodbye").stream()
                .filter(socket -> socket.goodbye(Entry.Side.CLIENT).isPresent())
                .toList();
    }

    private static Optional<String> answers(Seen seen, Socket socket) {
        var ours = socket.goodbye(Entry.Side.CLIENT).orElseThrow();
        if (socket.goodbye(Entry.Side.SERVER).isEmpty()) {
            return Optional.of(socket + ": the client's close frame was not answered.");
        }
        return socket.over()
                        .filter(over ->
                                over.minus(ours.at()).compareTo(seen.terms().stretched(WITHIN)) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(socket + ": the connection did not end within " + WITHIN.toSeconds()
                        + " s of the close frames.");
    }

    private static List<Socket> bad(Seen seen) {
        return seen.sockets().stream()
                .filter(socket -> socket.exchange().label().purpose().startsWith(BAD))
                .filter(socket -> !socket.said(Entry.Side.CLIENT).isEmpty())
                .toList();
    }

    private static Optional<String> refuses(Seen seen, Socket socket) {
        var reason = socket.exchange().label().purpose().substring(BAD.length());
        var said = socket.said(Entry.Side.CLIENT).get(0);
        return closed(seen, socket, "behind what is no message", said.at(), code(seen, reason));
    }

    private static List<Socket> canceled(Seen seen) {
        return seen.of("cancel").stream()
                .filter(cancel -> seen.told(cancel, "status").equals("canceled"))
                .flatMap(cancel -> seen.socketsOf(cancel.label().job()).stream())
                .toList();
    }

    private static Optional<String> closesForCancel(Seen seen, Socket socket) {
        var cancel = seen.of("cancel", socket.exchange().label().job()).orElseThrow();
        var at = cancel.response().orElseThrow().at();
        return closed(seen, socket, "behind the cancel", at, code(seen, "canceled"));
    }

    private static Optional<String> tellsLate(Seen seen, Exchange exchange) {
        var socket = new Socket(seen.contract(), exchange);
        if (!socket.isOpened()) {
            return Optional.of(exchange + " came after the job's end, and was answered with " + exchange.status()
                    + ", expected 101.");
        }
        var about = socket.aboutJob();
        if (about.isEmpty() || !socket.endsJob(about.get(0))) {
            return Optional.of(socket + " came after the job's end, and was told "
                    + about.stream()
                            .findFirst()
                            .map(first -> "'" + first.type() + "' first.")
                            .orElse("nothing."));
        }
        var took = about.get(0).at().minus(socket.openedAt());
        if (took.compareTo(seen.terms().stretched(WITHIN)) > 0) {
            return Optional.of(socket + " was told of the end only after " + took.toMillis() + " ms.");
        }
        return closed(
                seen, socket, "behind the end that was told late", about.get(0).at(), code(seen, "completed"));
    }

    private static List<Exchange> back(Seen seen) {
        return seen.of("socket-back");
    }

    private static Optional<String> catchesUp(Seen seen, Exchange exchange) {
        var socket = new Socket(seen.contract(), exchange);
        if (!socket.isOpened()) {
            return Optional.of(
                    exchange + " came back in time, and was answered with " + exchange.status() + ", expected 101.");
        }
        long before = seen.socketsOf(exchange.label().job()).stream()
                .filter(other -> other.openedAt().compareTo(socket.openedAt()) < 0)
                .flatMap(other -> other.said(Entry.Side.SERVER).stream()
                        .map(message -> other.tells(message, "processed").asLong(0)))
                .max(Long::compare)
                .orElse(0L);
        var first = socket.said(Entry.Side.SERVER).stream()
                .map(message -> socket.tells(message, "processed"))
                .filter(told -> told.isNumber())
                .findFirst();
        return first.filter(told -> told.asLong() < before)
                .map(told ->
                        socket + " came back having seen " + before + " items done, and was told of " + told + ".");
    }

    private static Optional<String> tellsEnd(Seen seen, Socket socket) {
        return socket.last().isPresent()
                ? Optional.empty()
                : Optional.of(socket + " came back in time, and was never told how the job ended.");
    }

    private static Optional<String> replaces(Seen seen, Socket socket) {
        return seen.socketsOf(socket.exchange().label().job()).stream()
                .filter(former -> former.openedAt().compareTo(socket.openedAt()) < 0)
                .findFirst()
                .flatMap(former ->
                        closed(seen, former, "when its client came back", socket.openedAt(), code(seen, "replaced")));
    }
}
