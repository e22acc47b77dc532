package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.FixedScript;
import dev.understudy.mock.script.Script;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.mock.wire.UndertowWire;
import dev.understudy.scenario.BentHttp;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Encoding;
import dev.understudy.scenario.ConnectionPlan.Resume;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stream connection, from its headers to its end. Lives on its exchange's I/O thread. */
final class StreamConnection {
    private static final HttpString ACCEL_BUFFERING = new HttpString("X-Accel-Buffering");

    private final Call call;
    private final Job job;
    private final ConnectionPlan plan;
    private final Playing playing;
    /** Reads the bytes, where the job's events do not say all; else they are taken at their word. */
    private @Nullable SentReader reader;

    StreamConnection(Call call, Job job, ConnectionPlan plan) {
        this.call = call;
        this.job = job;
        this.plan = plan;
        this.playing = new Playing(call, job, this::sent);
    }

    /** Opens it on the I/O thread, after what the plan wants to happen first. */
    void open() {
        var exchange = call.exchange();
        exchange.dispatch(
                exchange.getIoThread(), () -> ContractHandler.guarded(call, () -> playing.begin(plan, this::answer)));
    }

    private void answer(boolean empty) {
        // HTTP headers are Latin-1 to Undertow; event ids are UTF-8 (WHATWG HTML 9.2.4).
        var lastEventId = call.header("Last-Event-ID")
                .map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (plan.resume() == Resume.FAIL && lastEventId.filter(this::isUnknown).isPresent()) {
            Answers.error(call, "internal-error", new Variables());
            return;
        }
        var encoded = encoded();
        call.session().streamOpened();
        sendHeaders(encoded);
        // Of packed bytes nobody sees what is in them.
        if (encoded.encoding() == Encoding.NONE && job.scenario().writesBytes(plan)) {
            reader = new SentReader(call.number());
        }
        play(empty ? new FixedScript(List.of(new Action.End())) : script(encoded, lastEventId));
    }

    private boolean isUnknown(String lastEventId) {
        return job.log().find(lastEventId, call.session().clock().now()).isEmpty()
                && job.snapshotPosition(lastEventId).isEmpty();
    }

    /** The plan without an encoding that this client does not accept. */
    private ConnectionPlan encoded() {
        boolean accepted = call.headerLines("Accept-Encoding")
                .filter(accept -> AcceptHeader.acceptsCoding(accept, "gzip"))
                .isPresent();
        return accepted || plan.encoding() == Encoding.GZIP_UNASKED ? plan : plan.unencoded();
    }

    private void sendHeaders(ConnectionPlan encoded) {
        call.exchange().setStatusCode(plan.status());
        var headers = call.exchange().getResponseHeaders();
        if (encoded.encoding() != Encoding.NONE) {
            headers.put(Headers.CONTENT_ENCODING, "gzip");
        }
        headers.put(Headers.CONTENT_TYPE, "text/event-stream");
        headers.put(Headers.CACHE_CONTROL, "no-cache, no-store, must-revalidate");
        headers.put(ACCEL_BUFFERING, "no");
        plan.headers().forEach((name, value) -> {
            headers.remove(name);
            value.ifPresent(text -> headers.put(new HttpString(name), text));
        });
        call.recordResponse(null);
    }

    private StreamScript script(ConnectionPlan encoded, Optional<String> lastEventId) {
        job.watch();
        var now = call.session().clock().now();
        var start = StreamStart.of(job, plan, lastEventId, now);
        var contract = call.session().contract();
        var dialect = call.operation().dialect().flatMap(contract::dialect).orElseGet(job::dialect);
        return StreamScript.of(job, encoded, start, now, dialect);
    }

    private void play(Script script) {
        if (!plan.isBeyondHttp()) {
            playing.play(script, new UndertowWire(call.exchange(), playing::left, playing::broken));
            return;
        }
        var http = plan.http().orElse(BentHttp.USUAL);
        var head = new ArrayDeque<Action>();
        head.add(new Action.SendUnframed(BareHead.of(call, http)));
        var wire = new BareWire(call.exchange(), BareHead.framing(http), playing::left, playing::broken);
        playing.play(time -> head.isEmpty() ? script.next(time) : head.poll(), wire);
    }

    private void sent(Action.Send send, Duration now) {
        if (reader != null) {
            reader.read(send.bytes().asBuffer(), now).forEach(call::record);
            return;
        }
        for (var frame : send.completes()) {
            call.record(entry(frame, send, now));
        }
    }

    private Entry entry(Frame frame, Action.Send send, Duration now) {
        if (frame instanceof Frame.Event event) {
            return entry(event, now);
        }
        if (frame instanceof Frame.Comment comment) {
            return new Entry.Comment(now, call.number(), comment.text());
        }
        if (frame instanceof Frame.Greeting greeting) {
            return new Entry.Comment(now, call.number(), greeting.text());
        }
        return frame instanceof Frame.Retry retry
                ? new Entry.Retry(now, call.number(), retry.time().toMillis())
                : new Entry.Malformed(now, call.number(), "raw: " + send.bytes());
    }

    private Entry entry(Frame.Event event, Duration now) {
        if (!event.written().dispatched()) {
            var lines = String.join("\\n", event.written().lines());
            return new Entry.Malformed(now, call.number(), "no data: " + lines);
        }
        var name = event.name() == null ? "" : event.name();
        return new Entry.Event(now, call.number(), event.id(), name, event.data());
    }
}
