package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Not coming back, and not coming twice. */
final class StopChecks {
    private static final String REFUSAL = "no stream request was refused in such a way";

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.of("CLIENT-ONE-CONNECTION", "nothing was listened to", StopChecks::oneAtATime),
            ClientCheck.of("CLIENT-STOPS-AT-END", "no stream showed the end of its job", StopChecks::stopsAtEnd),
            ClientCheck.of(
                    "CLIENT-STOPS-AT-204",
                    "no stream request was answered with 204",
                    conduct -> StayAway.judge(conduct, refusals(conduct, attempt -> attempt.status() == 204))),
            ClientCheck.of(
                    "CLIENT-STAYS-CLOSED",
                    "the client did not cancel or fetch results before it had seen the end",
                    conduct -> StayAway.judge(conduct, closings(conduct))),
            ClientCheck.of(
                            "CLIENT-FAILS-FOR-GOOD",
                            REFUSAL,
                            conduct -> StayAway.judge(conduct, refusals(conduct, StopChecks::isFatal)))
                    .only(Yardstick.WHATWG),
            ClientCheck.of("CLIENT-REFUSED", REFUSAL, conduct -> StayAway.judge(conduct, denials(conduct)))
                    .only(Yardstick.FETCH));

    private StopChecks() {}

    private static Finding oneAtATime(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var watch : conduct.watches()) {
            Optional<Attempt> longest = Optional.empty();
            for (var attempt : watch.attempts()) {
                if (!attempt.isStream()) {
                    continue;
                }
                held++;
                longest.ifPresent(earlier -> overlap(conduct, earlier, attempt, problems, open));
                longest = longest.filter(earlier -> isLonger(earlier, attempt)).or(() -> Optional.of(attempt));
            }
        }
        return new Finding(held, problems, open);
    }

    private static boolean isLonger(Attempt earlier, Attempt later) {
        return earlier.over()
                .map(over -> later.over().filter(end -> end.compareTo(over) < 0).isPresent())
                .orElse(true);
    }

    /** A client that changes horses may have both for a moment, for its closing and its request travel on different roads. */
    private static void overlap(
            Conduct conduct, Attempt earlier, Attempt later, List<String> problems, List<String> open) {
        if (isDeaf(earlier)) {
            return;
        }
        var together = earlier.over().orElse(conduct.until()).minus(later.begun());
        if (together.compareTo(Patience.LOST) > 0) {
            problems.add(later + " was opened while " + earlier.exchange() + " was open, and both were for "
                    + Times.of(together) + ".");
        } else if (earlier.isOpen() && !together.isNegative()) {
            open.add(later + " was opened while " + earlier.exchange() + " was open, and was not watched for long.");
        }
    }

    private static Finding stopsAtEnd(Conduct conduct) {
        var moments = new ArrayList<StayAway>();
        var open = new ArrayList<String>();
        // Who has closed before is another rule's: the end was on its way to somebody who had left.
        var closed = closings(conduct).stream().map(StayAway::watch).toList();
        for (var watch : conduct.watches()) {
            var shown = watch.attempts().stream()
                    .filter(attempt -> attempt.showedEnd() && !closed.contains(watch))
                    .findFirst();
            if (shown.filter(StopChecks::mayHaveLostTheEnd).isPresent()) {
                open.add("The connection was reset right behind the final event of "
                        + shown.get().exchange() + ", so the client may not have got it.");
                continue;
            }
            shown.ifPresent(attempt -> moments.add(new StayAway(
                    watch, attempt, endOf(attempt), "the end of its job was shown on " + attempt.exchange())));
        }
        var finding = StayAway.judge(conduct, moments);
        open.addAll(finding.open());
        return new Finding(finding.applied(), finding.problems(), open);
    }

    /** From the end of its stream on; if that stays open, from when the final event must have arrived. */
    private static Duration endOf(Attempt attempt) {
        var arrived = attempt.reading().finalEvent().orElseThrow().at().plus(Patience.IN_FLIGHT);
        return attempt.over().filter(over -> over.compareTo(arrived) < 0).orElse(arrived);
    }

    private static boolean mayHaveLostTheEnd(Attempt attempt) {
        var last = attempt.reading().finalEvent().orElseThrow();
        return attempt.exchange().endedHow(Entry.How.RESET)
                && attempt.over().orElseThrow().minus(last.at()).compareTo(Patience.LOST) <= 0;
    }

    /** Whether we stopped reading, and so would not have seen the client leave. */
    private static boolean isDeaf(Attempt attempt) {
        return attempt.exchange().all(Entry.Fault.class).stream()
                .anyMatch(fault -> fault.what().equals("stop-reading"));
    }

    private static List<StayAway> refusals(Conduct conduct, Predicate<Attempt> refused) {
        var moments = new ArrayList<StayAway>();
        for (var watch : conduct.watches()) {
            watch.attempts().stream()
                    .filter(attempt -> !attempt.isOpen() && refused.test(attempt))
                    .findFirst()
                    .ifPresent(attempt -> moments.add(
                            new StayAway(watch, attempt, attempt.over().orElseThrow(), answer(attempt))));
        }
        return moments;
    }

    private static String answer(Attempt attempt) {
        return attempt.exchange() + " was answered with " + attempt.status()
                + (attempt.isStream() ? " and the type '" + attempt.exchange().header("content-type") + "'" : "");
    }

    /** What ends an EventSource; 204 has a rule of its own, and a redirect is no answer. */
    private static boolean isFatal(Attempt attempt) {
        return attempt.isStream()
                ? !attempt.isEventStream()
                : attempt.status() != 0 && attempt.status() != 204 && attempt.status() / 100 != 3;
    }

    /** Refusals that the same request will meet again. After a 401 another token may be tried. */
    private static List<StayAway> denials(Conduct conduct) {
        return refusals(
                conduct,
                attempt -> attempt.status() / 100 == 4
                        && attempt.status() != 408
                        && attempt.status() != 429
                        && !isAskedAgainWithOtherToken(conduct, attempt));
    }

    private static boolean isAskedAgainWithOtherToken(Conduct conduct, Attempt refused) {
        return refused.status() == 401
                && conduct.returns().stream()
                        .filter(each -> each.before().equals(refused))
                        .anyMatch(each -> !token(each.after()).equals(token(refused)));
    }

    private static String token(Attempt attempt) {
        return attempt.first().request().headers().getOrDefault("authorization", "")
                + attempt.first().request().target();
    }

    /** Cancels and results that succeeded before any stream had shown the end. */
    private static List<StayAway> closings(Conduct conduct) {
        var moments = new ArrayList<StayAway>();
        for (var watch : conduct.watches()) {
            for (var role : List.of(JobRole.CANCEL, JobRole.RESULTS)) {
                conduct.of(role, watch.job()).stream()
                        .filter(exchange -> exchange.status() / 100 == 2)
                        .filter(exchange -> conduct.endShown(watch.job())
                                .filter(shown ->
                                        shown.compareTo(exchange.request().at()) < 0)
                                .isEmpty())
                        .findFirst()
                        .ifPresent(exchange -> moments.add(new StayAway(
                                watch,
                                watch.last(),
                                exchange.response().orElseThrow().at().plus(Patience.IN_FLIGHT),
                                exchange + " was answered with " + exchange.status())));
            }
        }
        return moments;
    }
}
