package dev.understudy.verdict;

import dev.understudy.contract.Rule;
import dev.understudy.journal.Entry;
import dev.understudy.scenario.Expected;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ServerExpectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Judges what a scenario expects of the server, from the journal of a client that listened to it. Pure.
 *
 * <p>For journals of the scenario's own job, that is of a server that played the scenario. The conformance suite does not ask: its
 * target plays a job of its own, which may well end in another way, and what anybody who comes back must get there is judged by the
 * rules ({@code RESUME-LOSSLESS} and its neighbours), with what the target's profile allows.
 *
 * <p>What was lost is known only where somebody else listened to the same job without a break: the stream of a job with the most
 * events is taken for that.
 */
public final class ServerExpectations {
    private ServerExpectations() {}

    /** A verdict for each expectation, as if it were a rule of the contract. */
    public static List<Verdict> judge(Scenario scenario, Seen seen) {
        var verdicts = new ArrayList<Verdict>();
        var expected = scenario.expect().server();
        for (int i = 0; i < expected.size(); i++) {
            var rule = rule(expected.get(i), i + 1);
            verdicts.add(verdict(rule, finding(expected.get(i).what(), seen)));
        }
        return verdicts;
    }

    private static Rule rule(Expected<ServerExpectation> expected, int number) {
        return new Rule(
                "EXPECT-SERVER-" + number + "-" + expected.word().toUpperCase(Locale.ROOT),
                Rule.Side.SERVER,
                Rule.Level.MUST,
                expected.what().text(),
                "the scenario, " + expected.where());
    }

    private static Verdict verdict(Rule rule, Finding finding) {
        if (!finding.problems().isEmpty()) {
            return new Verdict(rule, Outcome.FAIL, finding.problems().get(0), finding.problems());
        }
        return finding.applied() > 0
                ? new Verdict(rule, Outcome.PASS, "Held.", List.of())
                : new Verdict(rule, Outcome.NOT_OBSERVED, "Not observed: nobody saw it happen.", List.of());
    }

    private static Finding finding(ServerExpectation expectation, Seen seen) {
        if (expectation instanceof ServerExpectation.Ends ends) {
            return ends(ends, seen);
        }
        if (expectation instanceof ServerExpectation.Resumes resumes) {
            return resumes(resumes, seen);
        }
        throw new IllegalStateException("No check for " + expectation);
    }

    private static Finding ends(ServerExpectation.Ends wanted, Seen seen) {
        var problems = new ArrayList<String>();
        int ended = 0;
        for (var stream : seen.streams()) {
            for (var event : stream.events()) {
                if (seen.isFinal(event)) {
                    ended++;
                    var jobEvent = seen.message(event).orElseThrow().jobEvent();
                    if (!jobEvent.equals(wanted.jobEvent())) {
                        problems.add(stream + " ended with " + jobEvent + ".");
                    }
                }
            }
        }
        return new Finding(ended, problems, List.of());
    }

    private static Finding resumes(ServerExpectation.Resumes wanted, Seen seen) {
        Map<String, List<Exchange>> byJob = new LinkedHashMap<>();
        seen.streams()
                .forEach(stream -> byJob.computeIfAbsent(stream.label().job(), job -> new ArrayList<>())
                        .add(stream));
        var problems = new ArrayList<String>();
        int resumed = 0;
        for (var streams : byJob.values()) {
            var back = streams.stream()
                    .filter(stream -> stream.request().headers().containsKey("last-event-id"))
                    .toList();
            resumed += back.size();
            int repeated = repeated(seen, streams, back);
            if (repeated > wanted.repeated()) {
                problems.add(back.get(0) + " got " + repeated + " events that had come before.");
            }
            int lost = back.isEmpty() ? 0 : lost(streams, back);
            if (lost > wanted.lost()) {
                problems.add(back.get(0) + " and those after it never got " + lost + " events of the job.");
            }
        }
        return new Finding(resumed, problems, List.of());
    }

    /** The final event may always come again. */
    private static int repeated(Seen seen, List<Exchange> streams, List<Exchange> back) {
        int repeated = 0;
        for (var stream : back) {
            var brought = stream.request().headers().get("last-event-id");
            var before = upTo(streams, String.valueOf(brought));
            repeated += (int) stream.events().stream()
                    .filter(event -> !seen.isFinal(event) && before.contains(String.valueOf(event.id())))
                    .count();
        }
        return repeated;
    }

    private static int lost(List<Exchange> streams, List<Exchange> back) {
        var whole = ids(longest(streams));
        var first = String.valueOf(back.get(0).request().headers().get("last-event-id"));
        whole.removeAll(upTo(streams, first));
        back.forEach(stream -> whole.removeAll(ids(stream)));
        return whole.size();
    }

    /** The ids up to and including this one, as the fullest stream has them; none if it does not know it. */
    private static Set<String> upTo(List<Exchange> streams, String id) {
        var before = new LinkedHashSet<String>();
        for (var event : longest(streams).events()) {
            before.add(String.valueOf(event.id()));
            if (id.equals(event.id())) {
                return before;
            }
        }
        return Set.of();
    }

    private static Exchange longest(List<Exchange> streams) {
        return streams.stream()
                .max(java.util.Comparator.comparingInt(stream -> stream.events().size()))
                .orElseThrow();
    }

    private static Set<String> ids(Exchange stream) {
        var ids = new LinkedHashSet<String>();
        stream.events().stream().map(Entry.Event::id).forEach(id -> ids.add(String.valueOf(id)));
        return ids;
    }
}
