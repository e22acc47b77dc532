package dev.understudy.mock.script;

import dev.understudy.mock.job.ConnectionMessages;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.LogEntry;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.AfterLast;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
    private final ConnectionMessages messages;
    private final Duration openedAt;
    private final Duration streamTimeout;
    private final SseEncoder encoder;
    private final EventCutter cutter;
    private final @Nullable BodyCoding coding;
    private final List<ConnectionPlan.Fault> timedFaults = new ArrayList<>();
    /** Seldom holds more than one, and there is one for every open stream. */
    private final ArrayDeque<Action> queue = new ArrayDeque<>(1);

    private int index;
    private Duration now;
    private Duration timeoutAt;
    private @Nullable Duration heartbeatAt;
    private boolean ended;

    /**
     * A script that begins here and now.
     *
     * @param openedAt the present time
     * @param streamTimeout how long the stream may go without an event
     */
    public StreamScript(Job job, ConnectionPlan plan, StreamStart start, Duration openedAt, Duration streamTimeout) {
        this.job = job;
        this.plan = plan;
        this.start = start;
        this.messages = job.messages();
        this.openedAt = openedAt;
        this.streamTimeout = streamTimeout;
        this.encoder = new SseEncoder(plan.lineEnds(), plan.space());
        this.cutter = new EventCutter(plan);
        this.coding = BodyCoding.of(plan);
        this.index = start.index();
        this.now = openedAt;
        this.timeoutAt = openedAt.plus(streamTimeout);
        noteByte();
        plan.faults().stream().filter(fault -> fault.when().after().isPresent()).forEach(timedFaults::add);
        begin();
    }

    private void begin() {
        if (!plan.firstByteDelay().isZero()) {
            queue.add(new Action.Pause(plan.firstByteDelay()));
        }
        SseEncoder.byteOrderMark(plan.bom()).ifPresent(mark -> queue.addAll(cutter.pieces(mark, Optional.empty())));
        plan.greeting().map(Frame.Greeting::new).ifPresent(this::enqueue);
        plan.retry().map(Frame.Retry::new).ifPresent(this::enqueue);
        if (start.snapshot()) {
            enqueue(messages.snapshot(openedAt));
        }
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
            var entry = job.log().entry(index);
            if (entry.isPresent() && entry.get().due().compareTo(now) <= 0) {
                index++;
                show(entry.get());
            } else if (isOver() && plan.afterLast() != AfterLast.KEEP_OPEN) {
                return given(afterLast());
            } else if (!fillSilence()) {
                return waitFor(entry);
            }
        }
    }

    /** Whether an end, a close or a reset has been given out. */
    public boolean isEnded() {
        return ended && (coding == null || coding.isEmpty());
    }

    private Action afterLast() {
        return switch (plan.afterLast()) {
            case END, NO_CONTENT, KEEP_OPEN -> new Action.End();
            case END_THEN_CLOSE -> new Action.EndThenClose();
            case CLOSE -> new Action.Close();
        };
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
            for (var frame : send.completes()) {
                timeoutAt = frame instanceof Frame.Event ? now.plus(streamTimeout) : timeoutAt;
            }
        }
        ended |= action instanceof Action.End
                || action instanceof Action.EndThenClose
                || action instanceof Action.Close
                || action instanceof Action.Reset;
        return action;
    }

    /** From here on the connection is silent until something is sent. */
    private void noteByte() {
        heartbeatAt = plan.heartbeat().isPresent() ? now.plus(plan.heartbeat().get()) : null;
    }

    private void show(LogEntry entry) {
        // What was live only is not told to somebody who comes later.
        var frame = entry.frame();
        if (frame.isReplayed() || entry.due().compareTo(openedAt) >= 0) {
            enqueue(frame);
        }
    }

    private void enqueue(Frame frame) {
        queue.addAll(cutter.cut(frame, encoder.encode(frame), this::connectionMessage));
    }

    private Action.Send connectionMessage(String jobEvent) {
        var frame = messages.message(jobEvent, now);
        return Action.Send.of(encoder.encode(frame), Optional.of(frame));
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
            var actions = cutter.perform(fault.what(), this::connectionMessage);
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
        if (now.compareTo(timeoutAt) >= 0) {
            queue.add(connectionMessage("timeout"));
            queue.add(new Action.End());
            return true;
        }
        if (heartbeatAt != null && now.compareTo(heartbeatAt) >= 0) {
            enqueue(heartbeat());
            return true;
        }
        return false;
    }

    private Frame heartbeat() {
        return plan.heartbeatAs()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .<Frame>map(bytes -> new Frame.Raw(HexFormat.of().formatHex(bytes)))
                .orElseGet(() -> new Frame.Comment("heartbeat"));
    }

    private Action waitFor(Optional<LogEntry> entry) {
        var until = earliest(timeoutAt);
        if (entry.isPresent()) {
            until = min(until, entry.get().due());
        }
        if (heartbeatAt != null) {
            until = min(until, heartbeatAt);
        }
        return new Action.WaitUntil(until);
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
}
