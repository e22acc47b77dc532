package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Coming back to a WebSocket, not coming back, and what a client does meanwhile. */
final class SocketReturnChecks {
    private static final String A_LOSS = "no WebSocket ended before its job did";
    private static final String A_RETURN = "the client never came back to a WebSocket";
    private static final Duration ABSENT = Duration.ofSeconds(10);
    private static final Set<Integer> MAY_BE_TRIED_AGAIN = Set.of(408, 425, 429);

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.of("CLIENT-WS-RETURNS", A_LOSS, SocketReturnChecks::comesBack),
            ClientCheck.each(
                    "CLIENT-WS-SAYS-BACK", A_RETURN, SocketReturnChecks::afterLosses, SocketReturnChecks::saysSo),
            ClientCheck.each(
                    "CLIENT-WS-TRIES",
                    A_RETURN,
                    conduct -> conduct.socketWatches().stream()
                            .filter(watch -> watch.tries().size() > 1)
                            .toList(),
                    SocketReturnChecks::givesUp),
            ClientCheck.each(
                    "CLIENT-WS-WAITS",
                    "no try to have a WebSocket failed and was followed by another",
                    SocketReturnChecks::afterFailures,
                    SocketReturnChecks::waits),
            ClientCheck.each(
                    "CLIENT-WS-CLOSE-CODES",
                    "no close code asked for a wait",
                    SocketReturnChecks::afterWaitingCodes,
                    SocketReturnChecks::waitsForCode),
            ClientCheck.each(
                    "CLIENT-WS-ONE-CONNECTION",
                    "no WebSocket was asked for",
                    Conduct::socketWatches,
                    SocketReturnChecks::oneAtATime),
            ClientCheck.of("CLIENT-WS-STOPS", "no WebSocket showed the end of its job", SocketReturnChecks::stopsAtEnd),
            ClientCheck.of("CLIENT-WS-REFUSED", "no upgrade was refused in such a way", SocketReturnChecks::takesNo),
            ClientCheck.each(
                    "CLIENT-TOKEN-RENEWS",
                    "no token was renewed, and none had ended",
                    SocketReturnChecks::renewals,
                    SocketReturnChecks::inTime),
            ClientCheck.each(
                    "CLIENT-POLL-FALLBACK",
                    "the status was not asked for while a WebSocket was open",
                    SocketReturnChecks::polledBesides,
                    SocketReturnChecks::needsPolls),
            ClientCheck.each(
                    "CLIENT-POLL-SPACING",
                    "the status of no job was asked for twice",
                    SocketReturnChecks::pollPairs,
                    SocketReturnChecks::isSpaced));

    private SocketReturnChecks() {}

    private static Finding comesBack(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var watch : conduct.socketWatches()) {
            for (int i = 0; i < watch.tries().size(); i++) {
                var lost = watch.tries().get(i);
                if (!isLoss(lost)) {
                    continue;
                }
                if (i + 1 < watch.tries().size()
                        || conduct.asksOtherwise(watch.job(), lost.over().orElseThrow())) {
                    held++;
                } else if (watch.tries().stream()
                        .noneMatch(socket -> socket.last().isPresent())) {
                    judgeAbsence(conduct, watch.last(), problems, open);
                }
            }
        }
        return new Finding(held, problems, open);
    }

    /** Whether it was open, or got no answer, and was lost before the job's end was told. */
    private static boolean isLoss(Socket socket) {
        return (socket.isOpened() || socket.exchange().status() == 0)
                && socket.over().isPresent()
                && socket.last().isEmpty()
                && !socket.wasLeft();
    }

    private static void judgeAbsence(Conduct conduct, Socket last, List<String> problems, List<String> open) {
        new Absence(last.toString(), last.over().orElseThrow(), absent(conduct, last)).judge(conduct, problems, open);
    }

    /** How long nothing must come from somebody who should come back. */
    static Duration absent(Conduct conduct, Socket last) {
        return toldToWait(conduct, last).plus(ABSENT);
    }

    private static Duration toldToWait(Conduct conduct, Socket socket) {
        return socket.goodbye(Entry.Side.SERVER)
                .map(frame -> SocketTalkChecks.terms(conduct).waitAfter(frame.code()))
                .orElse(Duration.ZERO);
    }

    /** Returns in time after a connection that was lost; whoever was told goodbye with 1000 may come as somebody new. */
    private static List<SocketWatch.Return> afterLosses(Conduct conduct) {
        var grace = conduct.contract()
                .webSocket()
                .flatMap(terms -> terms.reconnect())
                .map(words -> words.grace())
                .orElse(Duration.ZERO);
        return conduct.socketReturns().stream()
                .filter(each -> each.before().isOpened() && each.before().last().isEmpty())
                .filter(each -> each.gap().compareTo(grace) < 0)
                .toList();
    }

    private static Optional<String> saysSo(Conduct conduct, SocketWatch.Return each) {
        return each.after().saysBack()
                ? Optional.empty()
                : Optional.of(each.after() + " came " + Times.of(each.gap()) + " after "
                        + each.before().exchange() + " was lost, and does not say that it comes back.");
    }

    private static Optional<String> givesUp(Conduct conduct, SocketWatch watch) {
        int most = SocketTalkChecks.terms(conduct).tries();
        int failed = 0;
        for (var socket : watch.tries()) {
            failed = socket.isOpened() || socket.over().isEmpty() ? 0 : failed + 1;
            if (most > 0 && failed > most) {
                return Optional.of(
                        socket + " was the " + failed + "th try in a row that failed; " + most + " are the most.");
            }
        }
        return Optional.empty();
    }

    private static List<SocketWatch.Return> afterFailures(Conduct conduct) {
        return conduct.socketReturns().stream()
                .filter(each -> !each.before().isOpened())
                .toList();
    }

    private static Optional<String> waits(Conduct conduct, SocketWatch.Return each) {
        return isAfter(each, SocketTalkChecks.terms(conduct).pause(), "failed");
    }

    private static Optional<String> isAfter(SocketWatch.Return each, Duration least, String what) {
        return each.gap().compareTo(least.minus(Patience.EARLY)) >= 0
                ? Optional.empty()
                : Optional.of(each.after() + " came " + Times.of(each.gap()) + " after "
                        + each.before().exchange() + " " + what + "; " + Times.of(least) + " is the least.");
    }

    private static List<SocketWatch.Return> afterWaitingCodes(Conduct conduct) {
        return conduct.socketReturns().stream()
                .filter(each -> !toldToWait(conduct, each.before()).isZero())
                .toList();
    }

    private static Optional<String> waitsForCode(Conduct conduct, SocketWatch.Return each) {
        var code = each.before().goodbye(Entry.Side.SERVER).orElseThrow().code();
        return isAfter(each, toldToWait(conduct, each.before()), "was closed with " + code);
    }

    private static Optional<String> oneAtATime(Conduct conduct, SocketWatch watch) {
        for (int i = 1; i < watch.tries().size(); i++) {
            var later = watch.tries().get(i);
            for (var earlier : watch.tries().subList(0, i)) {
                var over = earlier.over().orElse(conduct.until());
                boolean together = over.minus(later.begun()).compareTo(Patience.LOST) > 0;
                if (earlier.isOpened() && together && !later.saysBack()) {
                    return Optional.of(later + " was asked for while " + earlier.exchange() + " was open.");
                }
            }
        }
        return Optional.empty();
    }

    private static Finding stopsAtEnd(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var watch : conduct.socketWatches()) {
            var shown = watch.tries().stream()
                    .filter(socket -> socket.last().isPresent())
                    .findFirst();
            if (shown.isEmpty()) {
                continue;
            }
            var since = shown.get().last().orElseThrow().at().plus(Patience.IN_FLIGHT);
            var back = watch.tries().stream()
                    .filter(socket -> socket.begun().compareTo(since) > 0)
                    .findFirst();
            if (back.isPresent()) {
                problems.add(back.get() + " came after the end of its job had been told on "
                        + shown.get().exchange() + ".");
            } else if (isWatchedFrom(conduct, since)) {
                held++;
            } else {
                open.add("The client was not watched for long after the end was told on " + shown.get() + ".");
            }
        }
        return new Finding(held, problems, open);
    }

    private static boolean isWatchedFrom(Conduct conduct, Duration since) {
        return conduct.until().minus(since).compareTo(Patience.quiet()) >= 0;
    }

    private static Finding takesNo(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var watch : conduct.socketWatches()) {
            for (var refused : watch.tries()) {
                int status = refused.exchange().status();
                if (status / 100 != 4 || MAY_BE_TRIED_AGAIN.contains(status)) {
                    continue;
                }
                var again = watch.tries().stream()
                        .filter(socket -> socket.begun().compareTo(refused.begun()) > 0)
                        .filter(socket -> socket.shownToken().equals(refused.shownToken()))
                        .findFirst();
                if (again.isPresent()) {
                    problems.add(again.get() + " asked for what had been refused with " + status + ".");
                } else if (isWatchedFrom(conduct, refused.over().orElse(refused.begun()))) {
                    held++;
                } else {
                    open.add("The client was not watched for long after " + refused + " was refused.");
                }
            }
        }
        return new Finding(held, problems, open);
    }

    /** Refreshes, and requests that came with a token that had ended. */
    private static List<Exchange> renewals(Conduct conduct) {
        return conduct.exchanges().stream()
                .filter(exchange ->
                        exchange.label().purpose().equals(JobRole.REFRESH_TOKEN.word()) || isTooLate(conduct, exchange))
                .toList();
    }

    /** Whether the answer is the contract's word for a token that has ended. */
    private static boolean isTooLate(Conduct conduct, Exchange exchange) {
        var expired = conduct.contract().error("token-expired");
        return expired.filter(kind -> kind.status() == exchange.status()).isPresent()
                && exchange.response()
                        .map(Entry.Response::body)
                        .filter(body -> body.contains(
                                expired.get().fields().path("message").asText(" none ")))
                        .isPresent();
    }

    private static Optional<String> inTime(Conduct conduct, Exchange exchange) {
        if (exchange.status() == 0 || exchange.status() / 100 == 2 || exchange.status() / 100 == 5) {
            return Optional.empty();
        }
        return Optional.of(exchange
                + (isTooLate(conduct, exchange)
                        ? " came with a token that had ended."
                        : " was answered with " + exchange.status() + ": it was not the time for it."));
    }

    private static List<Socket> polledBesides(Conduct conduct) {
        return conduct.openedSockets().stream()
                .filter(socket -> !pollsDuring(conduct, socket).isEmpty())
                .toList();
    }

    private static List<Exchange> pollsDuring(Conduct conduct, Socket socket) {
        var over = socket.over().orElse(conduct.until());
        return conduct.of(JobRole.STATUS, socket.exchange().label().job()).stream()
                .filter(poll -> poll.request().at().compareTo(socket.openedAt()) > 0)
                .filter(poll -> poll.request().at().compareTo(over) < 0)
                .filter(poll -> isHealthy(conduct, socket, poll.request().at()))
                .toList();
    }

    /** Whether nothing was done to it, and the server had said something not long before. */
    private static boolean isHealthy(Conduct conduct, Socket socket, Duration at) {
        Entry last = socket.exchange().request();
        for (var entry : socket.exchange().entries()) {
            last = entry.at().compareTo(at) <= 0 ? entry : last;
        }
        var silence = conduct.contract().webSocket().flatMap(terms -> terms.keepAlive());
        var before = last.at();
        return !(last instanceof Entry.Fault)
                && silence.filter(longest -> at.minus(before).compareTo(longest) > 0)
                        .isEmpty();
    }

    private static Optional<String> needsPolls(Conduct conduct, Socket socket) {
        var polls = pollsDuring(conduct, socket);
        return polls.size() <= 1
                ? Optional.empty()
                : Optional.of("The status was asked for " + polls.size() + " times while " + socket
                        + " was open, the last time by " + polls.get(polls.size() - 1) + ".");
    }

    /** Two requests for the status of a job, one after the other. */
    private record Polls(Exchange before, Exchange after) {}

    private static List<Polls> pollPairs(Conduct conduct) {
        var pairs = new ArrayList<Polls>();
        var jobs = conduct.of(JobRole.STATUS).stream()
                .map(poll -> poll.label().job())
                .distinct()
                .toList();
        for (var job : jobs) {
            var polls = conduct.of(JobRole.STATUS, job);
            for (int i = 1; i < polls.size(); i++) {
                pairs.add(new Polls(polls.get(i - 1), polls.get(i)));
            }
        }
        return pairs;
    }

    private static Optional<String> isSpaced(Conduct conduct, Polls polls) {
        var least = SocketTalkChecks.terms(conduct).poll();
        var gap = polls.after().request().at().minus(polls.before().request().at());
        return gap.compareTo(least.minus(Patience.EARLY)) >= 0
                ? Optional.empty()
                : Optional.of(polls.after() + " came " + Times.of(gap) + " after " + polls.before() + "; "
                        + Times.of(least) + " is the least.");
    }
}
