package dev.understudy.mock.played;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.ClientMessage.Effect;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Message;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.script.WebSocketScript;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client by the book that watches a story over WebSockets: says that it is ready, or asks every second where nothing is told unasked,
 * answers a close, comes back when it is cut off, and stops at the job's end. It has no sockets and never waits: the clock is moved.
 */
final class SocketVisitor {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration ASKING = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_VISITS = 6;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final Scenario scenario;
    private final RehearsedJob rehearsed;
    private final List<Visit> visits = new ArrayList<>();
    private boolean satisfied;

    private SocketVisitor(Contract contract, Scenario scenario) {
        this.scenario = scenario;
        this.rehearsed = RehearsedJob.of(contract, scenario, 0);
    }

    /** Whether jobs of this contract are followed on a WebSocket, and in no other way. */
    static boolean isFor(Contract contract) {
        return contract.operations().stream()
                        .noneMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM)))
                && contract.webSocket().isPresent();
    }

    /** All connections of a story. */
    static List<Visit> visits(Contract contract, Scenario scenario) {
        var visitor = new SocketVisitor(contract, scenario);
        int most = Math.min(MOST_VISITS, scenario.connections().size() + 1);
        for (int i = 0; i < most && !visitor.satisfied; i++) {
            visitor.visit();
        }
        return List.copyOf(visitor.visits);
    }

    private void visit() {
        var clock = rehearsed.clock();
        int number = rehearsed.job().connect(Carrier.WEBSOCKET);
        var plan = scenario.connection(number).on(Carrier.WEBSOCKET);
        var at = clock.now();
        boolean refused = plan.answer()
                .filter(answer -> !answer.equals(AnswerPlan.NORMAL))
                .isPresent();
        var early = refused ? Optional.of("is refused") : BeforeHeaders.ending(plan);
        if (early.isPresent()) {
            visits.add(new Visit(number, at, "", false, List.of(), early.get()));
        } else {
            clock.advance(BeforeHeaders.waiting(plan));
            visits.add(new Visit(number, at, "", true, List.of(), "stays open, and is left"));
            var now = clock.now();
            var start = StreamStart.ofWebSocket(rehearsed.job(), plan, number == 1, number > 1, now);
            watch(number, at, new WebSocketScript(rehearsed.job(), plan, start, now));
        }
        clock.advance(PAUSE);
    }

    private void watch(int number, Duration at, WebSocketScript script) {
        var actions = new ArrayList<Visit.Timed>();
        var ready = said(script, Effect.READY);
        ready.ifPresent(message -> say(script, message, actions));
        var ending = follow(script, actions);
        visits.set(visits.size() - 1, new Visit(number, at, "", true, actions, ending));
    }

    private static Optional<ClientMessage> said(WebSocketScript script, Effect effect) {
        return script.dialect().fromClient().stream()
                .filter(message -> message.does() == effect)
                .findFirst();
    }

    /** What asks for the latest, where nothing is told unasked. */
    private static Optional<ClientMessage> question(WebSocketScript script) {
        return script.dialect().pushes()
                ? Optional.empty()
                : script.dialect().fromClient().stream()
                        .filter(message -> message.reply().equals(Optional.of(ClientMessage.LATEST)))
                        .findFirst();
    }

    private void say(WebSocketScript script, ClientMessage message, List<Visit.Timed> actions) {
        var now = rehearsed.clock().now();
        actions.add(new Visit.Timed(now, new Action.Note("the client says " + message.key())));
        script.heard(message, now);
    }

    private String follow(WebSocketScript script, List<Visit.Timed> actions) {
        var clock = rehearsed.clock();
        var heard = clock.now();
        var question = question(script);
        var enough = clock.now().plus(LONG_ENOUGH);
        while (clock.now().compareTo(enough) < 0) {
            var action = script.next(clock.now());
            if (action instanceof Action.WaitForChange || action instanceof Action.WaitUntil) {
                var until = action instanceof Action.WaitUntil wait
                        ? wait.time()
                        : heard.plus(PATIENCE).plus(PATIENCE);
                if (question.isPresent() && !satisfied) {
                    clock.advance(ASKING);
                    say(script, question.get(), actions);
                } else if (until.compareTo(heard.plus(PATIENCE)) > 0) {
                    clock.advance(PATIENCE);
                    return "stays open, and is left";
                } else {
                    clock.advance(until.minus(clock.now()));
                }
                continue;
            }
            actions.add(new Visit.Timed(clock.now(), action));
            if (action instanceof Action.Send send) {
                heard = clock.now();
                note(send);
            } else if (action instanceof Action.AwaitEnd end) {
                script.closed(1000, "");
                script.next(clock.now());
                return "is closed by both sides: " + end.detail();
            } else if (ending(action).isPresent()) {
                return ending(action).get();
            }
        }
        return "stays open";
    }

    private void note(Action.Send send) {
        satisfied |= send.completes().stream()
                .anyMatch(frame -> frame instanceof Frame.Event event && event.end() == Message.End.JOB);
    }

    private static Optional<String> ending(Action action) {
        if (action instanceof Action.Reset) {
            return Optional.of("is reset");
        }
        return action instanceof Action.Close ? Optional.of("is closed without a close frame") : Optional.empty();
    }
}
