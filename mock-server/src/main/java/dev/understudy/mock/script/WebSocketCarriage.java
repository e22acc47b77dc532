package dev.understudy.mock.script;

import dev.understudy.contract.Dialect;
import dev.understudy.contract.Dialect.Occasion;
import dev.understudy.contract.WebSocketTerms;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.MessageForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A WebSocket, seen from the server. Not thread-safe. */
final class WebSocketCarriage implements Carriage {
    private static final int NORMAL = 1000;
    private static final int WITHOUT_CODE = 1005;

    private final Job job;
    private final ConnectionPlan plan;
    private final Dialect dialect;
    private final WebSocketTerms terms;
    private final WebSocketEncoder encoder = new WebSocketEncoder();
    private Optional<Duration> tellsFrom;

    WebSocketCarriage(Job job, ConnectionPlan plan, Dialect dialect, WebSocketTerms terms, Duration openedAt) {
        this.job = job;
        this.plan = plan;
        this.dialect = dialect;
        this.terms = terms;
        this.tellsFrom = dialect.pushes() ? plan.webSocket().ready().map(openedAt::plus) : Optional.empty();
    }

    /** The client is ready to be told what happens. */
    void ready(Duration now) {
        if (dialect.pushes()
                && tellsFrom.filter(from -> from.compareTo(now) <= 0).isEmpty()) {
            tellsFrom = Optional.of(now);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public boolean carries(Frame frame) {
        return !(frame instanceof Frame.Untold || frame instanceof Frame.Comment || frame instanceof Frame.Retry);
    }

    @Override
    public Bytes encode(Frame frame) {
        return encode(frame, plan.webSocket().form());
    }

    @Override
    public Bytes encode(Frame frame, MessageForm form) {
        return encoder.encode(frame, form);
    }

    @Override
    public Optional<Bytes> preamble() {
        return Optional.empty();
    }

    @Override
    public List<Frame> opening(StreamStart start, Duration now) {
        return dialect.on(start.snapshot() ? Occasion.RECONNECTED : Occasion.OPENED)
                .map(message -> List.<Frame>of(job.messages().message(message, now)))
                .orElse(List.of());
    }

    @Override
    public Optional<Duration> tellsFrom() {
        return tellsFrom;
    }

    @Override
    public Optional<Duration> keepAlive() {
        return plan.webSocket().keepAlive();
    }

    @Override
    public Frame sign(Duration now) {
        return dialect.on(Occasion.KEEP_ALIVE)
                .<Frame>map(message -> job.messages().message(message, now))
                .orElseGet(() -> new Frame.Ping(false, ""));
    }

    @Override
    public Optional<Duration> patience() {
        return Optional.empty();
    }

    @Override
    public List<Action> end(boolean thenClose) {
        return closeWith(NORMAL, "");
    }

    @Override
    public List<Action> afterLast(boolean thenClose, Duration now) {
        var state = job.state(now);
        var closing = terms.closing(state.status());
        var finishedAt = state.finishedAt() == null ? now : state.finishedAt();
        return close(closing, finishedAt.plus(closing.after()));
    }

    @Override
    public List<Action> closeWith(int code, String reason) {
        return close(new WebSocketTerms.Closing(code, reason, Duration.ZERO), Duration.ZERO);
    }

    /** The close frame at its time, and then the client's. */
    private List<Action> close(WebSocketTerms.Closing closing, Duration at) {
        var actions = new ArrayList<Action>();
        actions.add(new Action.WaitUntil(at));
        var frame = new Frame.Close(closing.code(), closing.reason());
        actions.add(Action.Send.of(encoder.encode(frame, MessageForm.USUAL), Optional.of(frame)));
        actions.add(new Action.AwaitEnd(WebSocketScript.detail(closing.code(), closing.reason())));
        return actions;
    }

    /** A close frame without a code has no code to say. */
    static boolean hasCode(int code) {
        return code != WITHOUT_CODE;
    }
}
