package dev.understudy.mock.script;

import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.LogEntry;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.AfterLast;
import dev.understudy.scenario.MessageForm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The script of one stream connection, action by action.
 *
 * <p>Given the same log and the same times it gives the same actions. Not thread-safe: one thread asks at a time.
 */
public final class StreamScript implements Script {
    private final Job job;
    private final ConnectionPlan plan;
    private final StreamStart start;
    private final Duration openedAt;
    private final Carriage carriage;
    private final Voice voice = new Said();
    private final EventCutter cutter;
    private final @Nullable BodyCoding coding;
    private final List<ConnectionPlan.Fault> timedFaults = new ArrayList<>();
    /** Seldom holds more than one, and there is one for every open stream. */
    private final ArrayDeque<Action> queue = new ArrayDeque<>(1);

    private int index;
    private Duration now;
    private @Nullable Duration timeoutAt;
    private @Nullable Duration heartbeatAt;
    private boolean ended;
    /** Whether the end was begun, so that nothing more is shown. */
    private boolean ending;

    private boolean saidClose;

    /**
     * A script that begins here and now.
     *
     * @param openedAt the present time
     * @param streamTimeout how long the stream may go without an event
     */
    public StreamScript(Job job, ConnectionPlan plan, StreamStart start, Duration openedAt, Duration streamTimeout) {
        this(job, plan, start, openedAt, new SseCarriage(job, plan, job.dialect(), streamTimeout));
    }

    /** The script of a stream of events in this dialect. */
    public static StreamScript of(Job job, ConnectionPlan plan, StreamStart start, Duration openedAt, Dialect dialect) {
        var timeout = job.contract().times().streamTimeout();
        return new StreamScript(job, plan, start, openedAt, new SseCarriage(job, plan, dialect, timeout));
    }

    StreamScript(Job job, ConnectionPlan plan, StreamStart start, Duration openedAt, Carriage carriage) {
        this.job = job;
        this.plan = plan;
        this.start = start;
        this.openedAt = openedAt;
        this.carriage = carriage;
        this.cutter = new EventCutter(plan);
        this.coding = BodyCoding.of(plan);
        this.index = start.index();
        this.now = openedAt;
        noteEvent();
        noteByte();
        plan.faults().stream().filter(fault -> fault.when().after().isPresent()).forEach(timedFaults::add);
        begin();
    }

    private void begin() {
        if (!plan.firstByteDelay().isZero()) {
            queue.add(new Action.Pause(plan.firstByteDelay()));
        }
        carriage.preamble().ifPresent(bytes -> queue.addAll(cutter.pieces(bytes, Optional.empty())));
        carriage.opening(start, openedAt).forEach(this::enqueue);
    }

    @Override
    public Action next(Duration time) {
        return coding == null ? plain(time) : coding.next(time, this::plain);
    }

    private Action plain(Duration time) {
        now = time;
        while (true) {
            fireTimedFaults();
            var queued = queued();
            if (queued.isPresent()) {
                return queued.get();
            }
            if (ending) {
                return timedFaults.isEmpty() ? new Action.WaitForChange() : new Action.WaitUntil(nextTimedFault());
            }
            var entry = job.log().entry(index);
            boolean tells = carriage.tellsFrom()
                    .filter(from -> from.compareTo(now) <= 0)
                    .isPresent();
            if (tells && entry.isPresent() && entry.get().due().compareTo(now) <= 0) {
                index++;
                show(entry.get());
            } else if (tells && isOver() && plan.afterLast() != AfterLast.KEEP_OPEN) {
                afterLast();
            } else if (!fillSilence()) {
                return waitFor(entry, tells);
            }
        }
    }

    /** Whether an end, a close or a reset has been given out. */
    public boolean isEnded() {
        return ended && (coding == null || coding.isEmpty());
    }

    private void afterLast() {
        ending = true;
        if (plan.afterLast() == AfterLast.CLOSE) {
            queue.add(new Action.Close());
        } else {
            queue.addAll(carriage.afterLast(plan.afterLast() == AfterLast.END_THEN_CLOSE, now));
        }
    }

    /** Says this behind all that is on its way. */
    void say(Frame frame) {
        queue.addAll(cutter.pieces(carriage.encode(frame), Optional.of(frame)));
    }

    /** Ends like this behind all that is on its way. */
    void follow(List<Action> actions) {
        ending = true;
        queue.addAll(actions);
    }

    /** Does this instead of all that is on its way. */
    void instead(List<Action> actions) {
        ending = true;
        queue.clear();
        queue.addAll(actions);
    }

    /** Whether it will say nothing, for ever. */
    boolean isSilent() {
        return queue.peek() instanceof Action.WaitForChange;
    }

    /** Whether the end was begun. */
    boolean isEnding() {
        return ending;
    }

    /** Whether a close frame was given out. */
    boolean hasSaidClose() {
        return saidClose;
    }

    /** How much is on its way. */
    int waiting() {
        return queue.size();
    }

    private Optional<Action> queued() {
        while (!queue.isEmpty()) {
            var head = queue.peek();
            if (head instanceof Action.Pause pause) {
                queue.poll();
                queue.addFirst(new Action.WaitUntil(now.plus(pause.time())));
            } else if (head instanceof Action.WaitUntil wait) {
                if (wait.time().compareTo(now) > 0) {
                    return Optional.of(new Action.WaitUntil(earliest(wait.time())));
                }
                queue.poll();
                noteByte();
            } else if (head instanceof Action.WaitForChange) {
                return Optional.of(
                        timedFaults.isEmpty() ? new Action.WaitForChange() : new Action.WaitUntil(nextTimedFault()));
            } else {
                queue.poll();
                return Optional.of(given(head));
            }
        }
        return Optional.empty();
    }

    private Action given(Action action) {
        if (action instanceof Action.Send send) {
            noteByte();
            send.completes().forEach(this::noteSaid);
        } else if (action instanceof Action.AwaitEnd) {
            queue.clear();
        }
        ended |= action instanceof Action.End
                || action instanceof Action.EndThenClose
                || action instanceof Action.Finished
                || action instanceof Action.Linger
                || action instanceof Action.Close
                || action instanceof Action.Reset;
        return action;
    }

    private void noteSaid(Frame frame) {
        if (frame instanceof Frame.Event) {
            noteEvent();
        } else if (frame instanceof Frame.Close) {
            ending = true;
            saidClose = true;
        }
    }

    private void noteEvent() {
        timeoutAt = carriage.patience().map(now::plus).orElse(null);
    }

    /** From here on the connection is silent until something is sent. */
    private void noteByte() {
        heartbeatAt = carriage.keepAlive().map(now::plus).orElse(null);
    }

    private void show(LogEntry entry) {
        // What was live only is not told to somebody who comes later.
        var frame = entry.frame(carriage.dialect());
        if (carriage.carries(frame) && (frame.isReplayed() || entry.due().compareTo(openedAt) >= 0)) {
            enqueue(frame);
        }
    }

    private void enqueue(Frame frame) {
        if (frame instanceof Frame.Event event
                && carriage.dialect().event(event.jobEvent()).isEmpty()) {
            // What is said of a connection is no event of its job, and no fault counts it.
            say(frame);
            return;
        }
        queue.addAll(cutter.cut(frame, carriage.encode(frame), voice));
    }

    private void fireTimedFaults() {
        if (timedFaults.isEmpty()) {
            return;
        }
        var due = timedFaults.stream()
                .filter(fault ->
                        openedAt.plus(fault.when().after().orElseThrow()).compareTo(now) <= 0)
                .toList();
        for (var fault : due) {
            timedFaults.remove(fault);
            var actions = cutter.perform(fault.what(), voice);
            for (int i = actions.size() - 1; i >= 0; i--) {
                queue.addFirst(actions.get(i));
            }
        }
    }

    /** Whether all was shown that there ever will be. A connection that came too late, and shall get nothing, is never over. */
    private boolean isOver() {
        return job.log().isOver(index) && !start.isNothing();
    }

    /** Sends a heartbeat, or gives the stream up, if it is time; false if it is not. */
    private boolean fillSilence() {
        if (timeoutAt != null && now.compareTo(timeoutAt) >= 0) {
            queue.add(sent(job.messages().message(carriage.dialect(), "timeout", now)));
            queue.addAll(carriage.end(false));
            return true;
        }
        if (heartbeatAt != null && now.compareTo(heartbeatAt) >= 0) {
            enqueue(carriage.sign(now));
            return true;
        }
        return false;
    }

    private Action waitFor(Optional<LogEntry> entry, boolean tells) {
        var next = tells ? entry.map(LogEntry::due) : carriage.tellsFrom();
        return Stream.of(
                        next,
                        Optional.ofNullable(timeoutAt),
                        Optional.ofNullable(heartbeatAt),
                        timedFaults.isEmpty() ? Optional.<Duration>empty() : Optional.of(nextTimedFault()))
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .<Action>map(Action.WaitUntil::new)
                .orElseGet(Action.WaitForChange::new);
    }

    private Duration earliest(Duration time) {
        return timedFaults.isEmpty() ? time : min(time, nextTimedFault());
    }

    private Duration nextTimedFault() {
        return timedFaults.stream()
                .map(fault -> openedAt.plus(fault.when().after().orElseThrow()))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private Action.Send sent(Frame frame) {
        return Action.Send.of(carriage.encode(frame), Optional.of(frame));
    }

    /** What faults say, in the carriage's way. */
    private final class Said implements Voice {
        @Override
        public List<Action> message(String name) {
            var frame = job.messages().message(carriage.dialect(), name, now);
            var actions = new ArrayList<Action>();
            actions.add(sent(frame));
            if (frame.end() != Message.End.NOTHING) {
                actions.add(new Action.Note("end"));
                actions.addAll(carriage.end(false));
            }
            return actions;
        }

        @Override
        public List<Action> end(boolean thenClose) {
            return carriage.end(thenClose);
        }

        @Override
        public List<Action> closeWith(int code, String reason) {
            return carriage.closeWith(code, reason);
        }

        @Override
        public List<Action> sendAs(Frame.Event event, MessageForm form) {
            return List.of(Action.Send.of(carriage.encode(event, form), Optional.of(event)));
        }

        @Override
        public List<Action> say(String text) {
            return List.of(sent(new Frame.Text(job.filled(text))));
        }

        @Override
        public List<Action> ping() {
            return List.of(sent(new Frame.Ping(false, "")));
        }
    }
}
