package dev.understudy.mock.played;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A client by the book that watches a story from beginning to end: comes back when it is cut off, with the last id, as late as it was
 * told, and stops at the job's end. It has no sockets and never waits: the clock is moved.
 */
final class Visitor {
    /** Whoever hears nothing for longer than any heartbeat takes gives the connection up. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Whoever knows that the job has ended does not wait long for the server to close. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

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
        for (int i = 0; i < crowd(scenario); i++) {
            visitor.rehearsed.job().connect(Carrier.STREAM);
        }
        for (int i = 0; i < visitor.most() && !visitor.satisfied; i++) {
            visitor.visit();
        }
        return List.copyOf(visitor.visits);
    }

    /** How many listen beside this client, if the story is one of many listeners. */
    static int crowd(Scenario scenario) {
        return scenario.tags().contains("crowd") ? awaited(scenario) - 1 : 0;
    }

    private static int awaited(Scenario scenario) {
        return scenario.job().timeline().stream()
                .mapToInt(step -> step.untilConnections().orElse(1))
                .filter(connections -> connections <= MOST_VISITS)
                .max()
                .orElse(1);
    }

    /** One more than the story has words for, so that its last word is seen to last. */
    private int most() {
        return Math.min(MOST_VISITS, Math.max(scenario.connections().size(), awaited(scenario)) + 1);
    }

    private void visit() {
        var clock = rehearsed.clock();
        int number = rehearsed.job().connect(Carrier.STREAM);
        var plan = scenario.connection(number).on(Carrier.STREAM);
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
        if (!isEventStream(plan)) {
            visits.add(new Visit(number, at, id, true, List.of(), "is no event stream, and is left"));
            satisfied = number >= scenario.connections().size();
            clock.advance(pause());
            return;
        }
        clock.advance(BeforeHeaders.waiting(plan));
        if (EarlyScript.of(plan).empty()) {
            visits.add(new Visit(
                    number, at, id, true, List.of(new Visit.Timed(clock.now(), new Action.End())), "ends cleanly"));
            clock.advance(pause());
            return;
        }
        var start = StreamStart.of(rehearsed.job(), plan, Optional.of(id).filter(i -> !i.isEmpty()), clock.now());
        watch(number, at, id, plan, start);
    }

    private static boolean isEventStream(ConnectionPlan plan) {
        var type = plan.headers().getOrDefault("Content-Type", Optional.of("text/event-stream"));
        return plan.status() == 200
                && type.filter(value -> value.toLowerCase(Locale.ROOT).matches("text/event-stream\\s*(;.*)?"))
                        .isPresent();
    }

    private void watch(int number, Duration at, String id, ConnectionPlan plan, StreamStart start) {
        var clock = rehearsed.clock();
        // As it is read: the bytes of a compressor are not the same everywhere.
        var script = StreamScript.of(rehearsed.job(), plan.unencoded(), start, clock.now(), contract.streamDialect());
        var actions = new ArrayList<Visit.Timed>();
        var ending = follow(script, actions);
        actions.forEach(this::read);
        var events = reader.finish();
        satisfied = events.stream().anyMatch(this::isFinal);
        visits.add(new Visit(number, at, id, true, actions, ending));
        clock.advance(pause());
    }

    /** Takes in what a stream does; how it ends, in words. */
    private String follow(StreamScript script, List<Visit.Timed> actions) {
        var clock = rehearsed.clock();
        var heard = clock.now();
        boolean done = false;
        var end = clock.now().plus(LONG_ENOUGH);
        while (!script.isEnded()) {
            var action = script.next(clock.now());
            if (action instanceof Action.WaitForChange) {
                clock.advance(PATIENCE);
                return "stays open, and is left";
            }
            if (action instanceof Action.WaitUntil wait) {
                var patience = done ? CLOSING : PATIENCE;
                if (wait.time().compareTo(heard.plus(patience)) > 0 && (done || canComeAgain())) {
                    clock.advance(patience);
                    return "stays open, and is left";
                }
                if (wait.time().compareTo(end) > 0) {
                    return "stays open";
                }
                clock.advance(wait.time().minus(clock.now()));
                continue;
            }
            actions.add(new Visit.Timed(clock.now(), action));
            heard = done ? heard : clock.now();
            done |= isEnd(action);
        }
        var last = actions.get(actions.size() - 1).action();
        if (last instanceof Action.Reset) {
            return "is reset";
        }
        return last instanceof Action.Close ? "is closed without the last chunk" : "ends cleanly";
    }

    private void read(Visit.Timed timed) {
        if (timed.action() instanceof Action.Send send) {
            reader.read(Visit.bytesOf(send));
        }
    }

    private static boolean isEnd(Action action) {
        return action instanceof Action.Send send
                && send.completes().stream()
                        .anyMatch(frame -> frame instanceof Frame.Event event && event.end() == Message.End.JOB);
    }

    private boolean canComeAgain() {
        return visits.size() + 1 < Math.max(2, most());
    }

    private boolean isFinal(StreamReader.Read event) {
        return contract.messageOf(event.name(), event.data())
                .filter(Message::endsJob)
                .isPresent();
    }

    private Duration pause() {
        return reader.retry().orElse(USUAL_RETRY);
    }

    private Duration pauseAfter(AnswerPlan refusal) {
        if (refusal.headers().containsKey("Location")) {
            return Duration.ZERO;
        }
        var wanted = refusal.retryAfter().orElse(Duration.ZERO);
        return wanted.compareTo(pause()) > 0 ? wanted : pause();
    }
}
