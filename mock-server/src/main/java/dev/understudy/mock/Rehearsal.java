package dev.understudy.mock;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.mock.script.Script;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.script.WebSocketScript;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Carrier;
import dev.understudy.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A scenario's first stream, or a later one, as it will be on the wire: worked out without a server, and without waiting.
 *
 * <p>Ids and times are the same on every run.
 */
public final class Rehearsal {
    /** A stream that has not ended by then stays open. */
    private static final Duration LONG_ENOUGH = Duration.ofHours(3);

    private final List<Timed> actions;
    private final String ending;
    private final Function<Action, Optional<byte[]>> shown;

    private Rehearsal(List<Timed> actions, String ending) {
        this(actions, ending, Rehearsal::bytesOf);
    }

    private Rehearsal(List<Timed> actions, String ending, Function<Action, Optional<byte[]>> shown) {
        this.actions = List.copyOf(actions);
        this.ending = ending;
        this.shown = shown;
    }

    /** An action, and when it happens after the stream was opened. */
    public record Timed(Duration at, Action action) {}

    /** Works out what the connection with this number does, if it is opened at the job's beginning. */
    public static Rehearsal of(Contract contract, Scenario scenario, int connection) {
        var job = RehearsedJob.of(contract, scenario, connection);
        if (isFollowedOnWebSockets(contract)) {
            return onWebSocket(job, scenario.connection(connection).on(Carrier.WEBSOCKET), connection);
        }
        var plan = scenario.connection(connection).on(Carrier.STREAM);
        var early = EarlyScript.of(plan);
        if (plan.answer().filter(answer -> !answer.equals(AnswerPlan.NORMAL)).isPresent() || isRefusal(early)) {
            return new Rehearsal(List.of(), "is refused: there is no stream");
        }
        if (early.empty()) {
            return new Rehearsal(List.of(new Timed(waiting(early), new Action.End())), "ends cleanly");
        }
        var begin = job.begin().plus(waiting(early));
        var start = StreamStart.of(job.job(), plan, Optional.empty(), begin);
        var script =
                new StreamScript(job.job(), plan, start, begin, contract.times().streamTimeout());
        var actions = played(script, script::isEnded, job.begin(), begin);
        return new Rehearsal(actions, ending(actions));
    }

    private static boolean isFollowedOnWebSockets(Contract contract) {
        return contract.webSocket().isPresent()
                && contract.operations().stream()
                        .noneMatch(operation -> operation.role().equals(Optional.of(JobRole.STREAM)));
    }

    /** A WebSocket whose client says at once that it is ready, and answers the end; its messages are lines. */
    private static Rehearsal onWebSocket(RehearsedJob job, ConnectionPlan plan, int connection) {
        var early = EarlyScript.of(plan);
        if (plan.answer().filter(answer -> !answer.equals(AnswerPlan.NORMAL)).isPresent()
                || isRefusal(early)
                || early.empty()) {
            return new Rehearsal(List.of(), "is refused: there is no WebSocket");
        }
        var begin = job.begin().plus(waiting(early));
        var start = StreamStart.ofWebSocket(job.job(), plan, connection == 1, connection > 1, begin);
        var script = new WebSocketScript(job.job(), plan, start, begin);
        script.dialect().fromClient().stream()
                .filter(message -> message.does() == ClientMessage.Effect.READY)
                .findFirst()
                .ifPresent(message -> script.heard(message, begin));
        var actions = new ArrayList<>(played(script, script::isEnded, job.begin(), begin));
        var last = actions.isEmpty() ? null : actions.get(actions.size() - 1).action();
        var ending = last instanceof Action.AwaitEnd end ? "is closed: " + end.detail() : ending(actions);
        return new Rehearsal(actions, ending, Rehearsal::lineOf);
    }

    private static Optional<byte[]> lineOf(Action action) {
        if (action instanceof Action.Send send && !send.completes().isEmpty()) {
            var lines = send.completes().stream().map(Rehearsal::line).collect(Collectors.joining());
            return Optional.of(lines.getBytes(StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    /** As programs for the command line show it: a message as it is, anything else in brackets. */
    private static String line(Frame frame) {
        if (frame instanceof Frame.Event event) {
            return event.data() + "\n";
        }
        if (frame instanceof Frame.Text text) {
            return text.text() + "\n";
        }
        if (frame instanceof Frame.Close close) {
            return "(close " + (close.code() + " " + close.reason()).strip() + ")\n";
        }
        return frame instanceof Frame.Ping ? "(ping)\n" : "(bytes)\n";
    }

    private static boolean isRefusal(EarlyScript early) {
        return early.actions().stream()
                .anyMatch(action -> action instanceof Action.Reset
                        || action instanceof Action.Close
                        || action instanceof Action.WaitForChange);
    }

    /** How long the connection waits for its answer. */
    private static Duration waiting(EarlyScript early) {
        return early.actions().stream()
                .filter(Action.Pause.class::isInstance)
                .map(action -> ((Action.Pause) action).time())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Timed> played(Script script, BooleanSupplier ended, Duration zero, Duration begin) {
        var actions = new ArrayList<Timed>();
        var now = begin;
        while (!ended.getAsBoolean() && now.compareTo(LONG_ENOUGH) < 0) {
            var action = script.next(now);
            if (action instanceof Action.WaitUntil wait) {
                now = wait.time();
            } else if (action instanceof Action.WaitForChange) {
                break;
            } else {
                actions.add(new Timed(now.minus(zero), action));
            }
        }
        return actions;
    }

    public List<Timed> actions() {
        return actions;
    }

    /** All bytes, in order; of a WebSocket, its messages as lines. */
    public byte[] bytes() {
        var out = new java.io.ByteArrayOutputStream();
        actions.forEach(timed -> {
            shown.apply(timed.action()).ifPresent(out::writeBytes);
        });
        return out.toByteArray();
    }

    /**
     * Writes the bytes, or lines, when their time has come.
     *
     * @return how the connection ends, in words
     */
    public String writeTo(OutputStream out, double speed) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (var timed : actions) {
            waitUntil(start + (long) (timed.at().toNanos() / speed));
            var bytes = shown.apply(timed.action());
            if (bytes.isPresent()) {
                out.write(bytes.get());
                out.flush();
            }
        }
        return ending;
    }

    private static String ending(List<Timed> actions) {
        var last = actions.isEmpty() ? null : actions.get(actions.size() - 1).action();
        if (last instanceof Action.End) {
            return "ends cleanly";
        }
        if (last instanceof Action.EndThenClose) {
            return "ends cleanly, and is closed";
        }
        if (last instanceof Action.Close) {
            return "is closed without the last chunk";
        }
        return last instanceof Action.Reset ? "is reset" : "stays open";
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static Optional<byte[]> bytesOf(Action action) {
        if (action instanceof Action.Send send) {
            return Optional.of(content(send.bytes()));
        }
        return action instanceof Action.SendUnframed bare ? Optional.of(content(bare.bytes())) : Optional.empty();
    }

    private static byte[] content(Bytes content) {
        var buffer = content.asBuffer();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
