package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.JobClock;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.mock.script.FixedScript;
import dev.understudy.mock.script.Script;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.mock.wire.Clockwork;
import dev.understudy.mock.wire.StreamPlayer;
import dev.understudy.mock.wire.UndertowWire;
import dev.understudy.mock.wire.Wire;
import dev.understudy.scenario.BentHttp;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Encoding;
import dev.understudy.scenario.ConnectionPlan.Resume;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
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
    private @Nullable StreamPlayer player;

    StreamConnection(Call call, Job job, ConnectionPlan plan) {
        this.call = call;
        this.job = job;
        this.plan = plan;
    }

    /** Opens it on the I/O thread, after what the plan wants to happen first. */
    void open() {
        var exchange = call.exchange();
        exchange.dispatch(exchange.getIoThread(), () -> ContractHandler.guarded(call, this::start));
    }

    private void start() {
        var early = EarlyScript.of(plan);
        if (early.actions().isEmpty()) {
            answer(false);
            return;
        }
        var wire = new BareWire(call.exchange(), BareWire.Framing.NONE, this::left, this::broken);
        var recorder = new Recorder(Optional.empty());
        play(new FixedScript(early.actions()), wire, recorder, () -> {
            recorder.release();
            if (!recorder.hasEnded()) {
                ContractHandler.guarded(call, () -> answer(early.empty()));
            }
        });
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
        sendHeaders(encoded);
        // Of packed bytes nobody sees what is in them.
        boolean isRead = encoded.encoding() == Encoding.NONE && job.scenario().writesBytes(plan);
        var recorder = new Recorder(isRead ? Optional.of(new SentReader(call.number())) : Optional.empty());
        recorder.countStream();
        play(empty ? new FixedScript(List.of(new Action.End())) : script(encoded, lastEventId), recorder);
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
        return new StreamScript(
                job, encoded, start, now, call.session().contract().times().streamTimeout());
    }

    private void play(Script script, Recorder recorder) {
        if (!plan.isBeyondHttp()) {
            play(script, new UndertowWire(call.exchange(), this::left, this::broken), recorder, recorder::release);
            return;
        }
        var http = plan.http().orElse(BentHttp.USUAL);
        var head = new ArrayDeque<Action>();
        head.add(new Action.SendUnframed(BareHead.of(call, http)));
        var wire = new BareWire(call.exchange(), BareHead.framing(http), this::left, this::broken);
        play(time -> head.isEmpty() ? script.next(time) : head.poll(), wire, recorder, recorder::release);
    }

    private void play(Script script, Wire wire, Recorder recorder, Runnable whenOver) {
        var made = new StreamPlayer(script, wire, clockwork(call.session().clock()), recorder, whenOver);
        player = made;
        recorder.watch(made);
        made.play();
    }

    private void left() {
        abandon(Entry.How.LEFT, "closed by the client");
    }

    private void broken(IOException e) {
        abandon(Entry.How.LEFT, String.valueOf(e.getMessage()));
    }

    /** The client is gone; what is left is to close our own side. */
    private void abandon(Entry.How how, String detail) {
        if (player != null) {
            player.abandon(how, detail);
        }
        UndertowWire.drop(call.exchange(), false);
    }

    /** The jobs' clock, as players read it. */
    static Clockwork clockwork(JobClock clock) {
        return new Clockwork() {
            @Override
            public Duration now() {
                return clock.now();
            }

            @Override
            public Duration realTimeUntil(Duration time) {
                return clock.realTimeUntil(time);
            }
        };
    }

    /** Writes the journal, and wakes the player when the log or the clock change. */
    private final class Recorder implements StreamPlayer.StreamRecorder {
        private Runnable stopLog = () -> {};
        private Runnable stopClock = () -> {};
        private final Optional<SentReader> reader;
        private boolean counted;
        private boolean ended;

        /**
         * A recorder.
         *
         * @param reader reads the bytes, where the job's events do not say all; else they are taken at their word
         */
        Recorder(Optional<SentReader> reader) {
            this.reader = reader;
        }

        void watch(StreamPlayer woken) {
            Runnable wake = woken::wake;
            stopLog = job.log().onChange(wake);
            stopClock = call.session().clock().onMove(wake);
        }

        /** It is a stream from here on, and open. What comes before its headers is none. */
        void countStream() {
            counted = true;
            call.session().streamOpened();
        }

        void release() {
            if (counted) {
                counted = false;
                call.session().streamClosed();
            }
            stopLog.run();
            stopClock.run();
        }

        @Override
        public void sent(Action.Send send) {
            if (reader.isPresent()) {
                reader.get()
                        .read(send.bytes().asBuffer(), call.session().journal().now())
                        .forEach(call::record);
                return;
            }
            for (var frame : send.completes()) {
                call.record(entry(frame, send));
            }
        }

        private Entry entry(Frame frame, Action.Send send) {
            var now = call.session().journal().now();
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

        @Override
        public void fault(String what) {
            call.record(new Entry.Fault(call.session().journal().now(), call.number(), what));
        }

        boolean hasEnded() {
            return ended;
        }

        @Override
        public void end(Entry.How how, String detail) {
            ended = true;
            call.record(new Entry.End(call.session().journal().now(), call.number(), how, detail));
        }
    }
}
