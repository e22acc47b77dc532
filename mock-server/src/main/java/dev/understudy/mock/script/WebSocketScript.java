package dev.understudy.mock.script;

import dev.understudy.contract.ClientMessage;
import dev.understudy.contract.Dialect;
import dev.understudy.contract.Message;
import dev.understudy.contract.WebSocketTerms;
import dev.understudy.contract.WebSocketTerms.Closing;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.MessageForm;
import dev.understudy.scenario.WebSocketPlan.Owed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The script of one WebSocket: a stream's, and what the server says to what the client says.
 *
 * <p>Not thread-safe: one thread asks and tells at a time.
 */
public final class WebSocketScript implements Script {
    private final Job job;
    private final Dialect dialect;
    private final WebSocketTerms terms;
    private final ConnectionPlan plan;
    private final WebSocketCarriage carriage;
    private final StreamScript stream;

    /** A script that begins here and now. */
    public WebSocketScript(Job job, ConnectionPlan plan, StreamStart start, Duration openedAt) {
        this.job = job;
        this.plan = plan;
        this.dialect =
                plan.webSocket().dialect().flatMap(job.contract()::dialect).orElseGet(job::dialect);
        this.terms = job.contract()
                .webSocket()
                .map(usual -> usual.closingWith(plan.webSocket().closes()))
                .orElseThrow(() -> new IllegalStateException("The contract has no WebSocket"));
        this.carriage = new WebSocketCarriage(job, plan, dialect, terms, openedAt);
        this.stream = new StreamScript(job, plan, start, openedAt, carriage);
    }

    /** Which messages it speaks, and understands. */
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Action next(Duration time) {
        return stream.next(time);
    }

    /** How much is on its way. */
    public int waiting() {
        return stream.waiting();
    }

    /** Whether an end was given out. */
    public boolean isEnded() {
        return stream.isEnded();
    }

    /** The client has said this. */
    public void heard(ClientMessage message, Duration now) {
        if (isDeaf()) {
            return;
        }
        if (message.does() == ClientMessage.Effect.READY) {
            carriage.ready(now);
        } else if (message.does() == ClientMessage.Effect.CANCEL) {
            job.cancel();
        }
        message.reply()
                .filter(any -> gives(Owed.REPLIES))
                .flatMap(name -> reply(name, now))
                .ifPresent(frame -> reply(frame, now));
    }

    private boolean gives(Owed what) {
        return !plan.webSocket().withholds().contains(what);
    }

    private Optional<Frame.Event> reply(String name, Duration now) {
        var messages = job.messages();
        if (!name.equals(ClientMessage.LATEST)) {
            return Optional.of(messages.message(dialect, name, now));
        }
        return messages.latest(dialect, now)
                .or(() -> dialect.snapshot().map(message -> messages.message(message, now)));
    }

    private void reply(Frame.Event frame, Duration now) {
        stream.say(frame);
        if (frame.end() == Message.End.JOB) {
            stream.follow(carriage.afterLast(false, now));
        } else if (frame.end() == Message.End.CONNECTION) {
            stream.follow(carriage.end(false));
        }
    }

    /** The client has sent a ping with these bytes, in hexadecimal. */
    public void pinged(String hex) {
        if (!isDeaf() && gives(Owed.PONGS)) {
            stream.say(new Frame.Ping(true, hex));
        }
    }

    /** The client has sent its close frame: ours follows, unless it was there before. */
    public void closed(int code, String reason) {
        if (stream.isSilent()) {
            return;
        }
        if (!stream.hasSaidClose() && !gives(Owed.GOODBYES)) {
            stream.instead(List.of(new Action.WaitForChange()));
            return;
        }
        var actions = new ArrayList<Action>();
        if (!stream.hasSaidClose()) {
            actions.add(close(code, ""));
        }
        actions.add(new Action.Finished(detail(code, reason)));
        stream.instead(actions);
    }

    /** The client has said something that cannot be answered, for this reason of the contract; {@code what} fills its gap. */
    public void refuse(Closing closing, String gap, String what) {
        if (!isDeaf()) {
            stream.instead(carriage.closeWith(closing.code(), filled(closing, gap, what)));
        }
    }

    /** The client has sent what is no frame: nothing that follows can be understood. */
    public void fail(Closing closing, String gap, String what) {
        if (!stream.isSilent()) {
            var reason = filled(closing, gap, what);
            var actions = new ArrayList<Action>();
            if (!stream.hasSaidClose()) {
                actions.add(close(closing.code(), reason));
            }
            actions.add(new Action.Linger(detail(closing.code(), reason)));
            stream.instead(actions);
        }
    }

    private static String filled(Closing closing, String gap, String what) {
        return closing.reason().replace("{" + gap + "}", what);
    }

    /** Somebody else has taken its place. */
    public void replaced() {
        refuse(terms.closing("replaced"), "reason", "");
    }

    private boolean isDeaf() {
        return stream.isSilent() || stream.isEnding();
    }

    private Action close(int code, String reason) {
        var frame = new Frame.Close(code, reason);
        return Action.Send.of(carriage.encode(frame, MessageForm.USUAL), Optional.of(frame));
    }

    /** A close frame in words. */
    static String detail(int code, String reason) {
        return (code + " " + reason).strip();
    }

    /** The largest message that the client may send. */
    public int maxBytes() {
        return plan.webSocket().maxBytes().orElse(terms.maxBytes());
    }
}
