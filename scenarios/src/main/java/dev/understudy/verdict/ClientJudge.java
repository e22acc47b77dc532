package dev.understudy.verdict;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a client by the journal of the server that it spoke to: by the contract's rules for clients and the scenario's
 * expectations. Pure: the same journal gives the same verdicts.
 *
 * <p>How long to wait before asking: until {@link #isSettled}. Much of what a client must not do shows only as silence (it must
 * <em>not</em> come back after the job's end), and silence proves something only if it lasts longer than the time after which the
 * client would have come: its reconnection time and a second, from 3.5 to 15 seconds in all; for a client that should come back and
 * does not, three reconnection times and five seconds, a minute at most. Asked earlier, such rules are inconclusive, never passed.
 * A stream that stays open for ever never settles: whoever waits needs a limit of his own.
 */
public final class ClientJudge {
    private ClientJudge() {}

    /** Judges a client that was watched until the last entry. */
    public static List<Verdict> judge(Contract contract, Scenario scenario, Yardstick yardstick, List<Entry> journal) {
        return judge(contract, scenario, yardstick, journal, lastEntry(journal));
    }

    /**
     * A verdict for each rule that binds clients, then for each expectation of the scenario.
     *
     * @param scenario what was played
     * @param until how long the client was watched, on the journal's clock: {@code journal.now()} while it is still being watched
     */
    public static List<Verdict> judge(
            Contract contract, Scenario scenario, Yardstick yardstick, List<Entry> journal, Duration until) {
        var conduct = new Conduct(contract, scenario, yardstick, journal, until);
        var rules = ClientChecks.ALL.stream()
                .filter(check -> contract.rule(check.rule()).isPresent())
                .map(check -> verdict(contract.rule(check.rule()).orElseThrow(), check, conduct));
        return Stream.concat(rules, ExpectationChecks.judge(conduct).stream()).toList();
    }

    /** The judgement as one value, with a text for people. */
    public static ClientVerdict report(
            Contract contract, Scenario scenario, Yardstick yardstick, List<Entry> journal, Duration until) {
        return new ClientVerdict(
                scenario.id(), scenario.title(), yardstick, judge(contract, scenario, yardstick, journal, until));
    }

    /** Whether nothing can change any more by waiting; see above. */
    public static boolean isSettled(
            Contract contract, Scenario scenario, Yardstick yardstick, List<Entry> journal, Duration until) {
        return isSettled(new Conduct(contract, scenario, yardstick, journal, until));
    }

    private static boolean isSettled(Conduct conduct) {
        return isQuiet(conduct)
                && ExpectationChecks.judge(conduct).stream()
                        .noneMatch(verdict -> verdict.outcome() == Outcome.INCONCLUSIVE);
    }

    /** Whether the client has nothing more in hand, as far as the rules are concerned. */
    static boolean isQuiet(Conduct conduct) {
        return !conduct.exchanges().isEmpty()
                && conduct.exchanges().stream().noneMatch(ClientJudge::isPending)
                && conduct.until().minus(conduct.lastEntry()).compareTo(Patience.quiet()) >= 0
                && conduct.created().stream().allMatch(create -> hasBegun(conduct, create))
                && conduct.watches().stream().allMatch(watch -> hasEnded(conduct, watch))
                && conduct.socketWatches().stream().allMatch(watch -> hasEnded(conduct, watch));
    }

    private static Duration lastEntry(List<Entry> journal) {
        return journal.isEmpty()
                ? Duration.ZERO
                : journal.get(journal.size() - 1).at();
    }

    private static boolean isPending(Exchange exchange) {
        return exchange.response().isEmpty() && exchange.end().isEmpty();
    }

    private static boolean hasBegun(Conduct conduct, Exchange create) {
        var job = Conduct.jobOf(create);
        return conduct.watches().stream().anyMatch(watch -> watch.job().equals(job))
                || conduct.socketWatches().stream()
                        .anyMatch(watch -> watch.job().equals(job))
                || !conduct.of(JobRole.STATUS, job).isEmpty()
                || conduct.until().minus(create.request().at()).compareTo(Patience.firstStep()) >= 0;
    }

    private static boolean hasEnded(Conduct conduct, SocketWatch watch) {
        var last = watch.last();
        if (last.over().isEmpty()) {
            return false;
        }
        boolean mayComeBack =
                watch.tries().stream().noneMatch(socket -> socket.last().isPresent())
                        && (last.isOpened() || last.exchange().status() == 0)
                        && !last.wasLeft();
        var wait = mayComeBack ? SocketReturnChecks.absent(conduct, last) : Patience.quiet();
        var lastWord = Stream.concat(
                        last.over().stream(),
                        watch.tries().stream()
                                .flatMap(socket -> socket.last().stream())
                                .map(message -> message.at().plus(Patience.IN_FLIGHT)))
                .max(Duration::compareTo)
                .orElseThrow();
        return conduct.until().minus(lastWord).compareTo(wait) >= 0;
    }

    private static boolean hasEnded(Conduct conduct, Watch watch) {
        var last = watch.last();
        if (last.isOpen()) {
            return false;
        }
        boolean mayComeBack = (last.isStream() || last.status() == 0)
                && watch.attempts().stream().noneMatch(Attempt::showedEnd);
        var wait = mayComeBack ? Patience.worthWatching(conduct, watch) : Patience.quiet(conduct, last);
        return conduct.until().minus(lastWord(conduct, watch)).compareTo(wait) >= 0;
    }

    /** When the client was last told something after which it may have to stay away: on a stream, by a cancel, or with results. */
    private static Duration lastWord(Conduct conduct, Watch watch) {
        var closed = Stream.of(JobRole.CANCEL, JobRole.RESULTS)
                .flatMap(role -> conduct.of(role, watch.job()).stream())
                .flatMap(exchange -> exchange.response().stream())
                .map(response -> response.at().plus(Patience.IN_FLIGHT));
        return Stream.of(closed, watch.attempts().stream().flatMap(attempt -> attempt.over().stream()))
                .flatMap(times -> times)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Verdict verdict(Rule rule, ClientCheck check, Conduct conduct) {
        if (!check.yardsticks().contains(conduct.yardstick())) {
            return new Verdict(
                    rule,
                    Outcome.NOT_APPLICABLE,
                    "The yardstick " + conduct.yardstick().word() + " does not ask for it.",
                    List.of());
        }
        return verdict(rule, check.needs(), check.judge().apply(conduct), conduct);
    }

    /** Where a rule for clients is not observed, as a sentence without its end; empty if it has no check. */
    public static Optional<String> notObservedWhere(String rule) {
        return ClientChecks.ALL.stream()
                .filter(check -> check.rule().equals(rule))
                .map(ClientCheck::needs)
                .findFirst();
    }

    /** What a finding comes to. A problem counts before what is open, and what is open before what held. */
    static Verdict verdict(Rule rule, String needs, Finding finding, Conduct conduct) {
        boolean nothing = finding.applied() == 0
                && finding.problems().isEmpty()
                && finding.open().isEmpty();
        if (nothing) {
            return new Verdict(rule, Outcome.NOT_OBSERVED, "Not observed: " + needs + ".", List.of());
        }
        if (!conduct.mishaps().isEmpty()) {
            return new Verdict(
                    rule,
                    Outcome.ERROR,
                    "Something of our own went wrong, so this says nothing about the client: "
                            + conduct.mishaps().get(0),
                    conduct.mishaps());
        }
        if (!finding.problems().isEmpty()) {
            var outcome = rule.level() == Rule.Level.MUST ? Outcome.FAIL : Outcome.WARN;
            return new Verdict(rule, outcome, finding.problems().get(0), finding.problems());
        }
        return finding.open().isEmpty()
                ? new Verdict(rule, Outcome.PASS, "Held " + times(finding.applied()) + ".", List.of())
                : new Verdict(rule, Outcome.INCONCLUSIVE, finding.open().get(0), finding.open());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
