package dev.understudy.mock;

import dev.understudy.contract.Contract;
import dev.understudy.mock.job.RehearsedJob;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.Bytes;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.scenario.AnswerPlan;
import dev.understudy.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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

    private Rehearsal(List<Timed> actions, String ending) {
        this.actions = List.copyOf(actions);
        this.ending = ending;
    }

    /** An action, and when it happens after the stream was opened. */
    public record Timed(Duration at, Action action) {}

    /** Works out what the connection with this number does, if it is opened at the job's beginning. */
    public static Rehearsal of(Contract contract, Scenario scenario, int connection) {
        var job = RehearsedJob.of(contract, scenario, connection);
        var plan = scenario.connection(connection);
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
        var actions = played(script, job.begin(), begin);
        return new Rehearsal(actions, ending(actions));
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

    private static List<Timed> played(StreamScript script, Duration zero, Duration begin) {
        var actions = new ArrayList<Timed>();
        var now = begin;
        while (!script.isEnded() && now.compareTo(LONG_ENOUGH) < 0) {
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

    /** All bytes, in order. */
    public byte[] bytes() {
        var out = new java.io.ByteArrayOutputStream();
        actions.forEach(timed -> {
            bytesOf(timed.action()).ifPresent(out::writeBytes);
        });
        return out.toByteArray();
    }

    /**
     * Writes the bytes when their time has come.
     *
     * @return how the connection ends, in words
     */
    public String writeTo(OutputStream out, double speed) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (var timed : actions) {
            waitUntil(start + (long) (timed.at().toNanos() / speed));
            var bytes = bytesOf(timed.action());
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
