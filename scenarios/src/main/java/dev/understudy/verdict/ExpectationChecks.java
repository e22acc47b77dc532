package dev.understudy.verdict;

import dev.understudy.contract.JobRole;
import dev.understudy.contract.Rule;
import dev.understudy.scenario.ClientExpectation;
import dev.understudy.scenario.ClientExpectation.BroughtId;
import dev.understudy.scenario.ClientExpectation.Calls;
import dev.understudy.scenario.ClientExpectation.Reconnects;
import dev.understudy.scenario.ClientExpectation.StaysAway;
import dev.understudy.scenario.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** Judges what a scenario expects of the client. One line for each kind of expectation. */
final class ExpectationChecks {
    static final List<Judged<?>> ALL = List.of(
            new Judged<>(Calls.class, ExpectationChecks::calls),
            new Judged<>(Reconnects.class, ExpectationChecks::reconnects),
            new Judged<>(StaysAway.class, ExpectationChecks::staysAway));

    private ExpectationChecks() {}

    /** A kind of expectation and its check. */
    record Judged<T extends ClientExpectation>(Class<T> kind, BiFunction<Conduct, T, Finding> check) {
        Optional<Finding> judge(Conduct conduct, ClientExpectation expectation) {
            return kind.isInstance(expectation)
                    ? Optional.of(check.apply(conduct, kind.cast(expectation)))
                    : Optional.empty();
        }
    }

    /** A verdict for each expectation of the scenario, as if it were a rule of the contract. */
    static List<Verdict> judge(Conduct conduct) {
        var verdicts = new ArrayList<Verdict>();
        var expected = conduct.scenario().expect().client();
        for (int i = 0; i < expected.size(); i++) {
            var each = expected.get(i);
            var needs = isForApps(each.what())
                    ? "the client created no job, so it is a library that follows one, and no app"
                    : "the client listened to nothing";
            verdicts.add(ClientJudge.verdict(rule(each, i + 1), needs, finding(conduct, each.what()), conduct));
        }
        return verdicts;
    }

    /** Of somebody who never came nothing is known. */
    private static Finding finding(Conduct conduct, ClientExpectation expected) {
        return conduct.exchanges().isEmpty()
                ? Finding.notObserved()
                : ALL.stream()
                        .flatMap(judged -> judged.judge(conduct, expected).stream())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No check for " + expected));
    }

    private static Rule rule(Expected<ClientExpectation> expected, int number) {
        return new Rule(
                "EXPECT-" + number + "-" + expected.word().toUpperCase(Locale.ROOT),
                Rule.Side.CLIENT,
                Rule.Level.MUST,
                expected.what().text(),
                "the scenario, " + expected.where());
    }

    /** Whether it says what is done around a stream. */
    private static boolean isForApps(ClientExpectation expected) {
        return expected instanceof Calls calls && calls.role() != JobRole.STREAM;
    }

    /** How often is known when nothing more can come; too often is known at once. */
    private static Finding calls(Conduct conduct, Calls calls) {
        if (isForApps(calls) && conduct.of(JobRole.CREATE).isEmpty()) {
            return Finding.notObserved();
        }
        int count = count(conduct, calls.role());
        var seen = (count == 1 ? "There was 1 such request" : "There were " + count + " such requests")
                + last(conduct, calls.role()) + ".";
        if (calls.count().isExceededBy(count)) {
            return new Finding(0, List.of(seen), List.of());
        }
        if (count < calls.count().least()) {
            return isOver(conduct)
                    ? new Finding(0, List.of(seen), List.of())
                    : new Finding(0, List.of(), List.of(seen + " More may come: the client was not quiet for long."));
        }
        return calls.count().most().isEmpty() || isOver(conduct)
                ? new Finding(1, List.of(), List.of())
                : new Finding(0, List.of(), List.of(seen + " More may come: the client was not quiet for long."));
    }

    private static int count(Conduct conduct, JobRole role) {
        return role == JobRole.STREAM
                ? conduct.watches().stream()
                        .mapToInt(watch -> watch.attempts().size())
                        .sum()
                : conduct.of(role).size();
    }

    private static String last(Conduct conduct, JobRole role) {
        var all = conduct.of(role);
        return all.isEmpty() ? "" : ", the last one " + all.get(all.size() - 1);
    }

    private static boolean isOver(Conduct conduct) {
        return ClientJudge.isQuiet(conduct);
    }

    private static Finding reconnects(Conduct conduct, Reconnects wanted) {
        var returns = conduct.returns();
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        if (wanted.times().isPresent() && returns.size() > wanted.times().getAsInt()) {
            problems.add("The client came back " + returns.size() + " times.");
        } else if (returns.size() < wanted.times().orElse(1)) {
            tooFew(conduct, wanted, problems, open);
        } else if (wanted.times().isPresent() && !isOver(conduct)) {
            open.add("The client came back " + returns.size() + " times, and may again: it was not quiet for long.");
        }
        returns.forEach(each -> problem(wanted, each).ifPresent(problems::add));
        return new Finding(problems.isEmpty() && open.isEmpty() ? returns.size() : 0, problems, open);
    }

    private static void tooFew(Conduct conduct, Reconnects wanted, List<String> problems, List<String> open) {
        var quiet = sinceLast(conduct);
        var said =
                "The client came back " + conduct.returns().size() + " times, and no request for a stream came in the "
                        + Times.of(quiet.orElse(conduct.until())) + " since.";
        boolean hasCeiling = wanted.within().isPresent() && !conduct.watches().isEmpty();
        boolean waited = hasCeiling
                ? quiet.filter(time -> time.compareTo(wanted.within().orElseThrow()) > 0)
                        .isPresent()
                : isOver(conduct);
        (waited ? problems : open).add(said);
    }

    /** How long the last stream has been over; empty if one is open, or there was none. */
    private static Optional<Duration> sinceLast(Conduct conduct) {
        return conduct.watches().stream()
                        .flatMap(watch -> watch.attempts().stream())
                        .anyMatch(Attempt::isOpen)
                ? Optional.empty()
                : conduct.watches().stream()
                        .flatMap(watch -> watch.last().over().stream())
                        .max(Duration::compareTo)
                        .map(over -> conduct.until().minus(over));
    }

    private static Optional<String> problem(Reconnects wanted, Watch.Return each) {
        if (wanted.notBefore()
                .filter(time -> each.gap().compareTo(time.minus(Patience.EARLY)) < 0)
                .isPresent()) {
            return Optional.of(each.after() + " came after " + Times.of(each.gap()) + ", too early.");
        }
        if (wanted.within().filter(time -> each.gap().compareTo(time) > 0).isPresent()) {
            return Optional.of(each.after() + " came after " + Times.of(each.gap()) + ", too late.");
        }
        return wanted.lastEventId()
                .filter(id -> !isBrought(id, each))
                .map(id -> each.after() + " came with '" + each.after().lastEventId() + "', expected " + id + ".");
    }

    private static boolean isBrought(BroughtId wanted, Watch.Return each) {
        return switch (wanted.word()) {
            case NONE -> !each.after().sentLastEventId();
            case LITERAL -> each.after().lastEventId().equals(wanted.literal());
            case LAST_COMPLETE ->
                ReturnChecks.possibleIds(each).contains(each.after().lastEventId());
        };
    }

    /** The last stream of all must be over, and nothing may come for so long after the first that ended the matter. */
    private static Finding staysAway(Conduct conduct, StaysAway wanted) {
        if (conduct.watches().isEmpty()) {
            return isOver(conduct)
                    ? Finding.notObserved()
                    : new Finding(0, List.of(), List.of("The client did not listen to anything yet."));
        }
        var quiet = sinceLast(conduct);
        if (quiet.isEmpty()) {
            return new Finding(0, List.of(), List.of("A stream is still open."));
        }
        var early = conduct.returns().stream()
                .filter(each -> each.gap().compareTo(wanted.time()) < 0)
                .map(each -> each.after() + " came " + Times.of(each.gap()) + " after "
                        + each.before().exchange() + " was over.")
                .toList();
        boolean enough = quiet.get().compareTo(wanted.time()) >= 0;
        return new Finding(
                early.isEmpty() && enough ? 1 : 0,
                early,
                enough ? List.of() : List.of("Nothing came for " + Times.of(quiet.get()) + " so far."));
    }
}
