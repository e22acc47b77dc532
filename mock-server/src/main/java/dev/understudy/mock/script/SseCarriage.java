package dev.understudy.mock.script;

import dev.understudy.contract.Dialect;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.MessageForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A stream of Server-Sent Events. */
final class SseCarriage implements Carriage {
    private final Job job;
    private final ConnectionPlan plan;
    private final Dialect dialect;
    private final Duration patience;
    private final SseEncoder encoder;

    SseCarriage(Job job, ConnectionPlan plan, Dialect dialect, Duration patience) {
        this.job = job;
        this.plan = plan;
        this.dialect = dialect;
        this.patience = patience;
        this.encoder = new SseEncoder(plan.lineEnds(), plan.space());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public boolean carries(Frame frame) {
        return !(frame instanceof Frame.Untold);
    }

    @Override
    public Bytes encode(Frame frame) {
        return encoder.encode(frame);
    }

    @Override
    public Bytes encode(Frame frame, MessageForm form) {
        return encode(frame);
    }

    @Override
    public Optional<Bytes> preamble() {
        return SseEncoder.byteOrderMark(plan.bom());
    }

    @Override
    public List<Frame> opening(StreamStart start, Duration now) {
        var frames = new ArrayList<Frame>();
        plan.greeting().map(Frame.Greeting::new).ifPresent(frames::add);
        plan.retry().map(Frame.Retry::new).ifPresent(frames::add);
        if (start.snapshot()) {
            frames.add(job.messages().snapshot(dialect, now));
        }
        return frames;
    }

    @Override
    public Optional<Duration> tellsFrom() {
        return Optional.of(Duration.ZERO);
    }

    @Override
    public Optional<Duration> keepAlive() {
        return plan.heartbeat();
    }

    @Override
    public Frame sign(Duration now) {
        return plan.heartbeatAs()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .<Frame>map(bytes -> new Frame.Raw(HexFormat.of().formatHex(bytes)))
                .orElseGet(() -> new Frame.Comment("heartbeat"));
    }

    @Override
    public Optional<Duration> patience() {
        // Who has no words for giving up goes on for ever.
        return dialect.event("timeout").map(message -> patience);
    }

    @Override
    public List<Action> end(boolean thenClose) {
        return List.of(thenClose ? new Action.EndThenClose() : new Action.End());
    }

    @Override
    public List<Action> afterLast(boolean thenClose, Duration now) {
        return end(thenClose);
    }

    @Override
    public List<Action> closeWith(int code, String reason) {
        return List.of();
    }
}
