package dev.understudy.mock.played;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client by the book that watches a story from beginning to end: comes back when it is cut off, with the last id, as late as it was
 * told, and stops at the job's end. It has no sockets and never waits: the clock is moved.
 */
final class Visitor {
    /** Whoever hears nothing for longer than any heartbeat takes gives the connection up. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration USUAL_RETRY = Duration.ofSeconds(3);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    private static final int MOST_VISITS = 12;

    private final Contract contract;
    private final Scenario scenario;
    private final RehearsedJob rehearsed;
    private final StreamReader reader = new StreamReader();
    private final List<Visit> visits = new ArrayList<>();
    private boolean satisfied;

    private Visitor(Contract contract, Scenario scenario) {
        this.contract = contract;
        this.scenario = scenario;
        this.rehearsed = RehearsedJob.of(contract, scenario, 0);
    }

    /** All connections of a story. */
    static List<Visit> visits(Contract contract, Scenario scenario) {
        var visitor = new Visitor(contract, scenario);
        for (int i = 0; i < visitor.most() && !visitor.satisfied; i++) {
            visitor.visit();
        }
        return List.copyOf(visitor.visits);
    }

    /** One more than the story has words for, so that its last word is seen to last. */
    private int most() {
        int awaited = scenario.job().timeline().stream()
                .mapToInt(step -> step.untilConnections().orElse(1))
                .max()
                .orElse(1);
        return Math.min(MOST_VISITS, Math.max(scenario.connections().size(), awaited) + 1);
    }

    private void visit() {
        var clock = rehearsed.clock();
        int number = rehearsed.job().connect();
        var plan = scenario.connection(number);
        var at = clock.now();
        var id = reader.lastEventId();
        var refused = plan.answer().filter(answer -> !answer.equals(AnswerPlan.NORMAL));
        if (refused.isPresent()) {
            visits.add(new Visit(number, at, id, false, List.of(), "is refused"));
            satisfied = number >= scenario.connections().size()
                    || refused.get().form().equals(new AnswerPlan.Status(204));
            clock.advance(pauseAfter(refused.get()));
            return;
        }
        var early = BeforeHeaders.ending(plan);
        if (early.isPresent()) {
            visits.add(new Visit(number, at, id, false, List.of(), early.get()));
            clock.advance(pause());
            return;
        }
        clock.advance(plan.headersDelay());
        var start = StreamStart.of(rehearsed.job(), plan, Optional.of(id).filter(i -> !i.isEmpty()), clock.now());
        watch(number, at, id, plan, start);
    }

    private void watch(int number, Duration at, String id, ConnectionPlan plan, StreamStart start) {
        var clock = rehearsed.clock();
        var script = new StreamScript(
                rehearsed.job(), plan, start, clock.now(), contract.times().streamTimeout());
        var actions = new ArrayList<Visit.Timed>();
        var ending = follow(script, actions);
        var names = reader.finish();
        satisfied = names.stream().anyMatch(this::isFinal);
        visits.add(new Visit(number, at, id, true, actions, ending));
        clock.advance(pause());
    }

    /** Takes in what a stream does; how it ends, in words. */
    private String follow(StreamScript script, List<Visit.Timed> actions) {
        var clock = rehearsed.clock();
        var heard = clock.now();
        var end = clock.now().plus(LONG_ENOUGH);
        while (!script.isEnded()) {
            var action = script.next(clock.now());
            if (action instanceof Action.WaitForChange) {
                clock.advance(PATIENCE);
                return "stays open, and is left";
            }
            if (action instanceof Action.WaitUntil wait) {
                if (wait.time().compareTo(heard.plus(PATIENCE)) > 0 && canComeAgain()) {
                    clock.advance(PATIENCE);
                    return "stays open, and is left";
                }
                if (wait.time().compareTo(end) > 0) {
                    return "stays open";
                }
                clock.advance(wait.time().minus(clock.now()));
                continue;
            }
            actions.add(new Visit.Timed(clock.now(), action));
            if (action instanceof Action.Send send) {
                heard = clock.now();
                reader.read(Visit.bytesOf(send));
            }
        }
        var last = actions.get(actions.size() - 1).action();
        return last instanceof Action.End
                ? "ends cleanly"
                : last instanceof Action.Reset ? "is reset" : "is closed without the last chunk";
    }

    private boolean canComeAgain() {
        return visits.size() + 1 < Math.max(2, most());
    }

    private boolean isFinal(String name) {
        return contract.messages().stream()
                .anyMatch(message -> message.end() == Message.End.JOB && name.equals(message.name()));
    }

    private Duration pause() {
        return reader.retry().orElse(USUAL_RETRY);
    }

    private Duration pauseAfter(AnswerPlan refusal) {
        var wanted = refusal.retryAfter().orElse(Duration.ZERO);
        return wanted.compareTo(pause()) > 0 ? wanted : pause();
    }
}
