package dev.understudy.verdict;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Message;
import dev.understudy.contract.Pipeline;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a WebSocket carries. */
final class SocketChecks {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_GRACE = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT_GRACE = Duration.ofMillis(500);

    static final List<Check> ALL = List.of(
            Check.each("WS-GRAMMAR", Seen::sockets, SocketChecks::grammar),
            new Check("WS-MESSAGE", SocketChecks::messages),
            Check.each("WS-ENVELOPE", SocketChecks::telling, SocketChecks::envelope),
            Check.each("WS-READY-ACK", SocketChecks::ready, SocketChecks::acknowledged),
            Check.each("WS-WITHOUT-READY", seen -> seen.sockets("socket-silent"), SocketChecks::begins),
            Check.each("WS-ORDER", SocketChecks::telling, SocketChecks::order),
            Check.each("WS-TERMINAL-ONCE", SocketChecks::ended, SocketChecks::once),
            new Check("WS-KEEP-ALIVE", SocketChecks::keptAlive),
            Check.each("WS-PONG", SocketChecks::pinged, SocketChecks::ponged));

    private SocketChecks() {}

    private static List<Socket> telling(Seen seen) {
        return seen.sockets().stream()
                .filter(socket -> !socket.aboutJob().isEmpty())
                .toList();
    }

    static List<Socket> ended(Seen seen) {
        return seen.sockets().stream()
                .filter(socket -> socket.last().isPresent())
                .toList();
    }

    private static Optional<String> grammar(Seen seen, Socket socket) {
        return socket.exchange().all(Entry.Malformed.class).stream()
                .findFirst()
                .map(entry -> socket + ", at " + entry.at().toMillis() + " ms: " + entry.what() + ".");
    }

    private static Finding messages(Seen seen) {
        var problems = new ArrayList<String>();
        int count = 0;
        for (var socket : seen.sockets()) {
            for (var message : socket.said(Entry.Side.SERVER)) {
                count++;
                misfit(seen, socket, message).ifPresent(problem -> problems.add(socket + ": " + problem));
            }
        }
        return new Finding(count, problems, List.of());
    }

    private static Optional<String> misfit(Seen seen, Socket socket, Entry.Message message) {
        if (message.binary()) {
            return Optional.of("a message is binary.");
        }
        if (!Socket.json(message).isObject()) {
            return Optional.of("a message is no JSON object: " + shorten(message.text()));
        }
        var candidates = socket.candidates(message.type());
        if (candidates.isEmpty()) {
            return Optional.of("a message has the type '" + message.type() + "', which is none of the contract's.");
        }
        var misfits = candidates.stream()
                .map(candidate -> misfits(seen, candidate, message))
                .toList();
        return misfits.stream().anyMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.of("'" + message.type() + "' does not fit: " + misfits.get(0) + ".");
    }

    private static String misfits(Seen seen, Message candidate, Entry.Message message) {
        return seen.contract().shapes().misfits(candidate.schema(), Socket.json(message)).stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private static String shorten(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    private static Optional<String> envelope(Seen seen, Socket socket) {
        var create = seen.of("create", socket.exchange().label().job());
        var jobId = create.map(exchange -> seen.told(exchange, "jobId")).orElse("");
        var label = create.flatMap(exchange -> label(seen, exchange)).orElse("");
        long before = 0;
        for (var message : socket.aboutJob()) {
            var problem = differs(socket, message, "jobId", jobId).or(() -> differs(socket, message, "label", label));
            if (problem.isPresent()) {
                return problem;
            }
            long at = socket.tells(message, "nowMillis").asLong(before);
            if (at < before) {
                return Optional.of(socket + ": the timestamp of '" + message.type() + "' is " + at + ", and was "
                        + before + " before.");
            }
            before = at;
        }
        return Optional.empty();
    }

    private static Optional<String> label(Seen seen, Exchange create) {
        return seen.contract()
                .operation(create.label().operation())
                .flatMap(operation -> operation.pipeline())
                .flatMap(seen.contract()::pipeline)
                .map(Pipeline::label);
    }

    private static Optional<String> differs(Socket socket, Entry.Message message, String variable, String wanted) {
        var told = socket.tells(message, variable).asText("");
        return wanted.isEmpty() || told.isEmpty() || told.equals(wanted)
                ? Optional.empty()
                : Optional.of(socket + ": '" + message.type() + "' is of " + told + ", expected " + wanted + ".");
    }

    /** Those who said ready on a connection that was not over at once, and had not heard of the job before. */
    private static List<Socket> ready(Seen seen) {
        return seen.sockets("socket").stream()
                .filter(socket ->
                        socket.said(ClientMessage.Effect.READY).findAny().isPresent())
                .filter(socket -> !replies(socket).isEmpty())
                .toList();
    }

    /** What the contract answers a ready with. */
    private static Set<String> replies(Socket socket) {
        return socket.contract().dialects().stream()
                .flatMap(dialect -> dialect.fromClient().stream()
                        .filter(meant -> meant.does() == ClientMessage.Effect.READY)
                        .flatMap(meant -> meant.reply().stream())
                        .flatMap(key -> dialect.message(key).stream()))
                .map(Message::name)
                .collect(Collectors.toSet());
    }

    private static Optional<String> acknowledged(Seen seen, Socket socket) {
        var ready = socket.said(ClientMessage.Effect.READY).findFirst().orElseThrow();
        var wanted = replies(socket);
        var acknowledged = socket.said(Entry.Side.SERVER).stream()
                .filter(message -> wanted.contains(message.type()))
                .findFirst();
        if (acknowledged.isEmpty()) {
            return Optional.of(socket + ": ready was not answered.");
        }
        var took = acknowledged.get().at().minus(ready.at());
        if (took.compareTo(seen.terms().stretched(AT_ONCE)) > 0) {
            return Optional.of(socket + ": ready was answered only " + took.toMillis() + " ms later.");
        }
        return socket.aboutJob().stream()
                .filter(message -> message.at().compareTo(acknowledged.get().at()) < 0)
                .findFirst()
                .map(early -> socket + ": '" + early.type() + "' came before ready was answered.");
    }

    private static Optional<String> begins(Seen seen, Socket socket) {
        var longest = seen.contract()
                .webSocket()
                .map(terms -> terms.ready().plus(seen.terms().stretched(PATIENCE_GRACE)))
                .orElse(PATIENCE_GRACE);
        var first = socket.aboutJob().stream().map(Entry.Message::at).findFirst();
        if (first.isEmpty()) {
            return Optional.of(socket + " never said ready, and was told nothing of its job.");
        }
        var took = first.get().minus(socket.openedAt());
        return took.compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of(
                        socket + " never said ready, and was told of its job only after " + took.toMillis() + " ms.");
    }

    private static Optional<String> order(Seen seen, Socket socket) {
        double progress = 0;
        long processed = 0;
        long total = -1;
        for (var message : socket.aboutJob()) {
            double nowProgress = socket.tells(message, "progress").asDouble(progress);
            long nowProcessed = socket.tells(message, "processed").asLong(processed);
            long nowTotal = socket.tells(message, "total").asLong(total);
            if (nowProgress < progress || nowProcessed < processed || (total >= 0 && nowTotal != total)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: from %s (%d of %d) to %s (%d of %d) with '%s'.",
                        socket,
                        progress,
                        processed,
                        total,
                        nowProgress,
                        nowProcessed,
                        nowTotal,
                        message.type()));
            }
            progress = nowProgress;
            processed = nowProcessed;
            total = nowTotal;
        }
        return Optional.empty();
    }

    private static Optional<String> once(Seen seen, Socket socket) {
        var last = socket.last().orElseThrow();
        return socket.aboutJob().stream()
                .dropWhile(message -> !message.equals(last))
                .skip(1)
                .findFirst()
                .map(message -> socket + ": '" + message.type() + "' came behind '" + last.type() + "'.");
    }

    private static Finding keptAlive(Seen seen) {
        var longest = seen.terms().heartbeat().plus(seen.terms().stretched(HEARTBEAT_GRACE));
        var problems = new ArrayList<String>();
        int pings = 0;
        for (var socket : seen.sockets()) {
            if (socket.exchange().label().purpose().equals("socket-silent")) {
                // Who never says ready may be left waiting.
                continue;
            }
            pings += (int) socket.exchange().all(Entry.Ping.class).stream()
                    .filter(ping -> ping.from() == Entry.Side.SERVER && !ping.pong())
                    .count();
            var gap = longestGap(socket);
            if (gap.compareTo(longest) > 0) {
                problems.add(socket + " was silent for " + gap.toMillis() + " ms.");
            }
        }
        return new Finding(pings + problems.size(), problems, List.of());
    }

    /** Between two frames of the server, up to the job's last message: what comes behind it is another rule's. */
    private static Duration longestGap(Socket socket) {
        var end = socket.last().map(Entry.Message::at).or(socket::over);
        var longest = Duration.ZERO;
        var before = socket.openedAt();
        for (var entry : socket.exchange().entries()) {
            boolean counts = isOfServer(entry) || entry instanceof Entry.End;
            if (counts && end.filter(at -> entry.at().compareTo(at) > 0).isEmpty()) {
                var gap = entry.at().minus(before);
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                before = entry.at();
            }
        }
        return longest;
    }

    private static boolean isOfServer(Entry entry) {
        return (entry instanceof Entry.Message message && message.from() == Entry.Side.SERVER)
                || (entry instanceof Entry.Ping ping && ping.from() == Entry.Side.SERVER)
                || (entry instanceof Entry.CloseFrame close && close.from() == Entry.Side.SERVER);
    }

    private static List<Socket> pinged(Seen seen) {
        return seen.sockets().stream()
                .filter(socket ->
                        pings(socket, Entry.Side.CLIENT, false).findAny().isPresent())
                .toList();
    }

    private static java.util.stream.Stream<Entry.Ping> pings(Socket socket, Entry.Side side, boolean pong) {
        return socket.exchange().all(Entry.Ping.class).stream()
                .filter(ping -> ping.from() == side && ping.pong() == pong);
    }

    private static Optional<String> ponged(Seen seen, Socket socket) {
        var ping = pings(socket, Entry.Side.CLIENT, false).findFirst().orElseThrow();
        var pong = pings(socket, Entry.Side.SERVER, true)
                .filter(answer -> answer.text().equals(ping.text()))
                .findFirst();
        if (pong.isEmpty()) {
            return Optional.of(socket + ": a ping with '" + ping.text() + "' got no pong with the same.");
        }
        var took = pong.get().at().minus(ping.at());
        return took.compareTo(seen.terms().stretched(AT_ONCE)) <= 0
                ? Optional.empty()
                : Optional.of(socket + ": a ping got its pong only " + took.toMillis() + " ms later.");
    }
}
