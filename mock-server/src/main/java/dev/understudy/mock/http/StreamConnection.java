package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Frame;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.JobClock;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.StreamScript;
import dev.understudy.mock.script.StreamStart;
import dev.understudy.mock.wire.Clockwork;
import dev.understudy.mock.wire.StreamPlayer;
import dev.understudy.mock.wire.UndertowWire;
import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.ConnectionPlan.Encoding;
import dev.understudy.scenario.ConnectionPlan.Resume;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream connection, from its headers to its end. Lives on its exchange's I/O thread. */
final class StreamConnection {
    private final Call call;
    private final Job job;
    private final ConnectionPlan plan;
    private @Nullable StreamPlayer player;

    StreamConnection(Call call, Job job, ConnectionPlan plan) {
        this.call = call;
        this.job = job;
        this.plan = plan;
    }

    /** Opens it on the I/O thread, after the delay that the plan wants. */
    void open() {
        var exchange = call.exchange();
        exchange.dispatch(exchange.getIoThread(), () -> {
            if (plan.headersDelay().isZero()) {
                ContractHandler.guarded(call, this::start);
            } else {
                later(plan.headersDelay(), this::start);
            }
        });
    }

    private void later(Duration delay, Runnable what) {
        call.exchange()
                .getIoThread()
                .executeAfter(() -> ContractHandler.guarded(call, what), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void start() {
        var early = plan.faults().stream()
                .filter(fault -> fault.when().beforeHeaders())
                .findFirst();
        if (early.isPresent()) {
            var drop = new DropBeforeHeaders();
            early.get().what().perform(drop);
            call.record(new Entry.Fault(call.session().journal().now(), call.number(), "before headers"));
            if (drop.isSilent()) {
                drop.pause().ifPresent(time -> later(time, this::answer));
            } else {
                call.recordDrop(drop.isReset());
                UndertowWire.drop(call.exchange(), drop.isReset());
            }
            return;
        }
        answer();
    }

    private void answer() {
        // HTTP headers are Latin-1 to Undertow; event ids are UTF-8 (WHATWG HTML 9.2.4).
        var lastEventId = call.header("Last-Event-ID")
                .map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (plan.resume() == Resume.FAIL && lastEventId.filter(this::isUnknown).isPresent()) {
            Answers.error(call, "internal-error", new Variables());
            return;
        }
        var encoded = encoded();
        sendHeaders(encoded);
        play(encoded, lastEventId);
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
        headers.put(new HttpString("X-Accel-Buffering"), "no");
        plan.headers().forEach((name, value) -> {
            headers.remove(name);
            value.ifPresent(text -> headers.put(new HttpString(name), text));
        });
        call.recordResponse(null);
    }

    private void play(ConnectionPlan encoded, Optional<String> lastEventId) {
        job.watch();
        var clock = call.session().clock();
        var now = clock.now();
        var start = StreamStart.of(job, plan, lastEventId, now);
        var script = new StreamScript(
                job, encoded, start, now, call.session().contract().times().streamTimeout());
        var wire = new UndertowWire(
                call.exchange(),
                () -> abandon(Entry.How.LEFT, "closed by the client"),
                broken -> abandon(Entry.How.LEFT, String.valueOf(broken.getMessage())));
        var recorder = new Recorder();
        var made = new StreamPlayer(script, wire, clockwork(clock), recorder, recorder::release);
        player = made;
        recorder.watch(made);
        made.play();
    }

    /** The client is gone; what is left is to close our own side. */
    private void abandon(Entry.How how, String detail) {
        if (player != null) {
            player.abandon(how, detail);
        }
        UndertowWire.drop(call.exchange(), false);
    }

    private static Clockwork clockwork(JobClock clock) {
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

        void watch(StreamPlayer woken) {
            stopLog = job.log().onChange(woken::wake);
            stopClock = call.session().clock().onMove(woken::wake);
        }

        void release() {
            stopLog.run();
            stopClock.run();
        }

        @Override
        public void sent(Action.Send send) {
            var journal = call.session().journal();
            send.completes().forEach(frame -> {
                if (frame instanceof Frame.Event event && !event.written().dispatched()) {
                    var lines = String.join("\\n", event.written().lines());
                    journal.append(new Entry.Malformed(journal.now(), call.number(), "no data: " + lines));
                } else if (frame instanceof Frame.Event event) {
                    var name = event.name() == null ? "" : event.name();
                    journal.append(new Entry.Event(journal.now(), call.number(), event.id(), name, event.data()));
                } else if (frame instanceof Frame.Comment comment) {
                    journal.append(new Entry.Comment(journal.now(), call.number(), comment.text()));
                } else if (frame instanceof Frame.Retry retry) {
                    journal.append(new Entry.Retry(
                            journal.now(), call.number(), retry.time().toMillis()));
                } else {
                    journal.append(new Entry.Malformed(journal.now(), call.number(), "raw: " + send.bytes()));
                }
            });
        }

        @Override
        public void fault(String what) {
            call.record(new Entry.Fault(call.session().journal().now(), call.number(), what));
        }

        @Override
        public void end(Entry.How how, String detail) {
            call.record(new Entry.End(call.session().journal().now(), call.number(), how, detail));
        }
    }
}
