package dev.understudy.mock.played;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.JobRole;
import dev.understudy.mock.Client;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.Mocks;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.script.WebSocketScript;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story that is followed on WebSockets, played by a client by the book: it says ready, or asks where it must, answers close frames, comes
 * back at once after a loss, and stops at the job's end. What the connections do is worked out without sockets and without waiting;
 * other answers come from a server.
 */
final class SocketPerformance {
    /** Whoever hears nothing for longer than any keep-alive takes gives the connection up. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    private static final Duration LONG_AFTER = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final int MOST_VISITS = 8;
    private static final int MOST_QUESTIONS = 20;
    private static final int WITHOUT_CODE = 1005;

    private final Scenario scenario;
    private final RehearsedJob rehearsed;
    private final Transcript transcript;
    private boolean ended;

    private SocketPerformance(Contract contract, Scenario scenario) {
        this.scenario = scenario;
        this.rehearsed = RehearsedJob.of(contract, scenario, 0);
        this.transcript = new Transcript(scenario.group() + "/" + scenario.id() + "\n" + scenario.title());
    }

    /** Its transcript. */
    static String of(Contract contract, Catalogue catalogue, Scenario scenario) throws IOException {
        var performance = new SocketPerformance(contract, scenario);
        int most = Math.min(MOST_VISITS, scenario.connections().size() + 1);
        for (int i = 0; i < most && !performance.ended; i++) {
            performance.visit();
        }
        performance.calls(contract, catalogue);
        return performance.transcript.toString();
    }

    private void visit() {
        var job = rehearsed.job();
        int number = job.connect(Carrier.WEBSOCKET);
        var plan = scenario.connection(number).on(Carrier.WEBSOCKET);
        var at = rehearsed.clock().now();
        var refused = plan.answer().filter(answer -> !answer.equals(AnswerPlan.NORMAL));
        if (refused.isPresent()) {
            show(new Visit(
                    number,
                    at,
                    "",
                    false,
                    List.of(),
                    "is refused: " + refused.get().form()));
            rehearsed.clock().advance(AT_ONCE);
            return;
        }
        var script =
                new WebSocketScript(job, plan, StreamStart.ofWebSocket(job, plan, number == 1, number > 1, at), at);
        meant(script.dialect(), ClientMessage.Effect.READY).ifPresent(ready -> script.heard(ready, at));
        var actions = new ArrayList<Visit.Timed>();
        var ending = follow(script, actions);
        show(new Visit(number, at, "", true, actions, ending));
        rehearsed.clock().advance(AT_ONCE);
    }

    private void show(Visit visit) {
        transcript.visit(visit);
        transcript.ending(visit);
    }

    private static Optional<ClientMessage> meant(Dialect dialect, ClientMessage.Effect effect) {
        return dialect.fromClient().stream()
                .filter(message -> message.does() == effect)
                .findFirst();
    }

    private static Optional<ClientMessage> question(Dialect dialect) {
        return dialect.fromClient().stream()
                .filter(message ->
                        message.reply().filter(ClientMessage.LATEST::equals).isPresent())
                .filter(message -> !dialect.pushes())
                .findFirst();
    }

    private String follow(WebSocketScript script, List<Visit.Timed> actions) {
        var clock = rehearsed.clock();
        var end = clock.now().plus(LONG_ENOUGH);
        int questions = 0;
        while (!script.isEnded()) {
            var action = script.next(clock.now());
            boolean waits = action instanceof Action.WaitForChange || action instanceof Action.WaitUntil;
            var question = question(script.dialect()).filter(any -> waits && !ended);
            if (question.isPresent() && questions++ < MOST_QUESTIONS) {
                clock.advance(BETWEEN_QUESTIONS);
                script.heard(question.get(), clock.now());
            } else if (action instanceof Action.WaitUntil wait && wait.time().compareTo(end) <= 0) {
                clock.advance(wait.time().minus(clock.now()));
            } else if (waits) {
                clock.advance(PATIENCE);
                return "stays open, and is left";
            } else {
                actions.add(new Visit.Timed(clock.now(), action));
                react(script, action);
            }
        }
        return ending(actions.get(actions.size() - 1).action());
    }

    /** Remembers the end, and answers a close frame. */
    private void react(WebSocketScript script, Action action) {
        if (!(action instanceof Action.Send send)) {
            return;
        }
        for (var frame : send.completes()) {
            ended |= frame instanceof Frame.Event event && event.end() == dev.understudy.contract.Message.End.JOB;
            if (frame instanceof Frame.Close close) {
                script.closed(close.code(), "");
            }
        }
    }

    private static String ending(Action last) {
        if (last instanceof Action.Reset) {
            return "is reset";
        }
        if (last instanceof Action.Close) {
            return "is closed without a close frame";
        }
        return last instanceof Action.Finished finished
                ? "is closed with " + finished.detail().replaceFirst("^" + WITHOUT_CODE + "$", "no code")
                : "ends";
    }

    /** A job that is played by its id begins when somebody asks for it. */
    private static void begin(Client client, MockServer mock, String path) throws IOException {
        client.get(path.substring(0, path.lastIndexOf('/')) + "/status");
        mock.advance(LONG_AFTER);
    }

    /** Every kind of call that the story has words about, once more often than it has words, long after the job's end. */
    private void calls(Contract contract, Catalogue catalogue) throws IOException {
        boolean expires = scenario.job().resultsTtl().isPresent();
        if (scenario.answers().isEmpty() && !expires) {
            return;
        }
        try (var mock = MockServer.start(
                Mocks.still().withContract(contract.name()).withScenario(scenario.id()), contract, catalogue)) {
            var client = new Client(mock.baseUri());
            for (var role : List.of(JobRole.STATUS, JobRole.RESULTS)) {
                var words =
                        scenario.answers().getOrDefault(role.word(), List.of()).size();
                int calls = words > 0 ? words + 1 : expires && role == JobRole.RESULTS ? 1 : 0;
                var path = contract.operation(role, scenario.pipelines().get(0))
                        .orElseThrow()
                        .path()
                        .fill(Map.of("jobId", scenario.id()));
                for (int i = 0; i < calls; i++) {
                    if (i == 0) {
                        begin(client, mock, path);
                    }
                    transcript.call("GET " + path + " (" + (i + 1) + ")");
                    transcript.answer(client.get(path));
                }
            }
        }
    }
}
