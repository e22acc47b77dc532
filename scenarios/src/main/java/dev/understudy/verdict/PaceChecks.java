package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How often a client asks. */
final class PaceChecks {
    private static final int TRIES_TO_JUDGE_STORM = 10;
    /** The contract's shortest reconnection time is 100 ms; a timer may be a little early. */
    private static final Duration CALM = Duration.ofMillis(95);

    private static final int GAPS_TO_JUDGE_GROWTH = 4;
    private static final double GROWTH = 1.5;
    private static final int POLLS_TO_JUDGE_PACE = 5;

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.each(
                    "CLIENT-RETRY-AFTER",
                    "no refusal with a Retry-After was followed by another request",
                    PaceChecks::delayed,
                    PaceChecks::honoursRetryAfter),
            ClientCheck.each(
                    "CLIENT-NO-STORM",
                    "nothing was listened to",
                    conduct -> conduct.watches(),
                    (conduct, watch) -> storm(watch)),
            ClientCheck.each(
                            "CLIENT-BACKS-OFF",
                            "there were not four failures in a row",
                            conduct -> conduct.watches().stream()
                                    .flatMap(watch -> failures(watch).stream())
                                    .toList(),
                            (conduct, gaps) -> backsOff(gaps))
                    .only(Yardstick.FETCH),
            ClientCheck.each(
                    "CLIENT-POLL-PACE",
                    "the status of no job was asked for twice",
                    conduct -> polls(conduct).values().stream()
                            .filter(polls -> polls.size() > 1)
                            .toList(),
                    PaceChecks::isSlowEnough),
            ClientCheck.of("CLIENT-POLL-ENDS", "no status was final", PaceChecks::endsPolling),
            ClientCheck.each(
                    "CLIENT-POLLS-ALONE",
                    "the status was not asked for while a stream was open",
                    PaceChecks::polledBesides,
                    PaceChecks::leavesHealthyStreams));

    private PaceChecks() {}

    /** A refusal that says when to come back, and the next request of the same kind. */
    private record Delayed(Exchange refused, Exchange next, RetryAfter told) {}

    private static List<Delayed> delayed(Conduct conduct) {
        var found = new ArrayList<Delayed>();
        Map<String, Exchange> before = new LinkedHashMap<>();
        for (var exchange : conduct.exchanges()) {
            var kind = exchange.label().purpose() + " " + exchange.label().job();
            var refused = before.put(kind, exchange);
            if (refused != null && !isEventSourceStream(conduct, exchange)) {
                RetryAfter.of(refused).ifPresent(told -> found.add(new Delayed(refused, exchange, told)));
            }
        }
        return found;
    }

    /** An EventSource must not come back at all, which is another rule. */
    private static boolean isEventSourceStream(Conduct conduct, Exchange exchange) {
        return conduct.yardstick() == Yardstick.WHATWG
                && exchange.label().purpose().equals(JobRole.STREAM.word());
    }

    private static Optional<String> honoursRetryAfter(Conduct conduct, Delayed each) {
        var gap = each.next()
                .request()
                .at()
                .minus(each.refused().response().orElseThrow().at());
        return gap.compareTo(each.told().least().minus(Patience.EARLY)) >= 0
                ? Optional.empty()
                : Optional.of(each.next() + " came " + Times.of(gap) + " after " + each.refused()
                        + " was answered with " + each.refused().status() + " and Retry-After: "
                        + each.told().text() + ".");
    }

    /** By waits, not by tries a second: a slow machine makes tries slow, and a storm no less of one. */
    private static Optional<String> storm(Watch watch) {
        var returns = watch.returns();
        var sum = Duration.ZERO;
        for (int i = 0; i < returns.size(); i++) {
            sum = sum.plus(returns.get(i).gap());
            if (i >= TRIES_TO_JUDGE_STORM) {
                sum = sum.minus(returns.get(i - TRIES_TO_JUDGE_STORM).gap());
            }
            if (i >= TRIES_TO_JUDGE_STORM - 1 && sum.compareTo(CALM.multipliedBy(TRIES_TO_JUDGE_STORM)) < 0) {
                return Optional.of(returns.get(i).after() + " was the last of " + TRIES_TO_JUDGE_STORM
                        + " tries between which the client waited " + Times.of(sum) + " in all; there were "
                        + watch.attempts().size() + " tries.");
            }
        }
        return Optional.empty();
    }

    /** Gaps between failures in a row, where nobody said how long to wait. */
    private static List<List<Duration>> failures(Watch watch) {
        var rows = new ArrayList<List<Duration>>();
        var row = new ArrayList<Duration>();
        for (var each : watch.returns()) {
            if (each.before().failed()
                    && RetryAfter.of(each.before().exchange()).isEmpty()) {
                row.add(each.gap());
            } else {
                rows.add(List.copyOf(row));
                row.clear();
            }
        }
        rows.add(List.copyOf(row));
        return rows.stream().filter(gaps -> gaps.size() >= GAPS_TO_JUDGE_GROWTH).toList();
    }

    private static Optional<String> backsOff(List<Duration> gaps) {
        var first = gaps.get(0);
        var longest = gaps.stream().max(Duration::compareTo).orElseThrow();
        return longest.toNanos() >= GROWTH * first.toNanos()
                ? Optional.empty()
                : Optional.of("After " + gaps.size() + " failures in a row the waits did not grow: "
                        + String.join(
                                ", ", gaps.stream().limit(8).map(Times::of).toList()) + ".");
    }

    private static Map<String, List<Exchange>> polls(Conduct conduct) {
        Map<String, List<Exchange>> byJob = new LinkedHashMap<>();
        conduct.of(JobRole.STATUS)
                .forEach(poll -> byJob.computeIfAbsent(poll.label().job(), job -> new ArrayList<>())
                        .add(poll));
        return byJob;
    }

    private static Optional<String> isSlowEnough(Conduct conduct, List<Exchange> polls) {
        var spacing =
                Duration.ofMinutes(1).dividedBy(Math.max(1, conduct.contract().limit(JobRole.STATUS.word())));
        var least = spacing.minus(Patience.EARLY).multipliedBy(POLLS_TO_JUDGE_PACE - 1L);
        for (int i = POLLS_TO_JUDGE_PACE - 1; i < polls.size(); i++) {
            var took = polls.get(i)
                    .request()
                    .at()
                    .minus(polls.get(i - POLLS_TO_JUDGE_PACE + 1).request().at());
            if (took.compareTo(least) < 0) {
                return Optional.of(polls.get(i) + " was the fifth within " + Times.of(took) + "; " + Times.of(spacing)
                        + " between two are the least on the average.");
            }
        }
        return Optional.empty();
    }

    private static Finding endsPolling(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var polls : polls(conduct).values()) {
            var last = polls.stream()
                    .filter(poll -> conduct.isFinal(Conduct.answered(poll, "status")))
                    .findFirst();
            if (last.isEmpty()) {
                continue;
            }
            var told = last.get().response().orElseThrow().at();
            var later = polls.stream()
                    .filter(poll -> poll.request().at().compareTo(told.plus(Patience.IN_FLIGHT)) > 0)
                    .findFirst();
            if (later.isPresent()) {
                problems.add(later.get() + " came after " + last.get() + " had said that the job was over.");
            } else if (conduct.until().minus(told).compareTo(Patience.quiet()) < 0) {
                open.add(last.get() + " said that the job was over, and the client was not watched for long after.");
            } else {
                held++;
            }
        }
        return new Finding(held, problems, open);
    }

    private static List<Attempt> polledBesides(Conduct conduct) {
        return conduct.watches().stream()
                .flatMap(watch -> watch.attempts().stream()
                        .filter(attempt -> attempt.isStream()
                                && conduct.of(JobRole.STATUS, watch.job()).stream()
                                        .anyMatch(poll -> isDuring(conduct, attempt, poll))))
                .toList();
    }

    private static boolean isDuring(Conduct conduct, Attempt attempt, Exchange poll) {
        return poll.request().at().compareTo(attempt.begun()) > 0
                && poll.request().at().compareTo(attempt.over().orElse(conduct.until())) < 0;
    }

    /** One look beside a stream is fine, to begin with or to make sure. */
    private static Optional<String> leavesHealthyStreams(Conduct conduct, Attempt attempt) {
        var needless = conduct.of(JobRole.STATUS, attempt.exchange().label().job()).stream()
                .filter(poll -> isDuring(conduct, attempt, poll) && isHealthy(conduct, attempt, poll))
                .toList();
        return needless.size() <= 1
                ? Optional.empty()
                : Optional.of("The status was asked for " + needless.size() + " times while " + attempt.exchange()
                        + " was delivering, the last time by " + needless.get(needless.size() - 1) + ".");
    }

    private static boolean isHealthy(Conduct conduct, Attempt attempt, Exchange poll) {
        var asked = poll.request().at();
        Optional<Entry> last = Optional.empty();
        for (var entry : attempt.exchange().entries()) {
            if (entry.at().compareTo(asked) <= 0 && !(entry instanceof Entry.Request)) {
                last = Optional.of(entry);
            }
        }
        return last.filter(entry -> !(entry instanceof Entry.Fault))
                .filter(entry -> conduct.contract()
                        .times()
                        .heartbeat()
                        .filter(longest -> asked.minus(entry.at()).compareTo(longest) >= 0)
                        .isEmpty())
                .isPresent();
    }
}
