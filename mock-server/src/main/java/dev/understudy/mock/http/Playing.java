package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.job.JobClock;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.EarlyScript;
import dev.understudy.mock.script.FixedScript;
import dev.understudy.mock.script.Script;
import dev.understudy.mock.wire.BareWire;
import dev.understudy.mock.wire.Clockwork;
import dev.understudy.mock.wire.Drop;
import dev.understudy.mock.wire.StreamPlayer;
import dev.understudy.mock.wire.Wire;
import dev.understudy.scenario.ConnectionPlan;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays scripts on a call's connection, and writes down what was sent. Lives on its exchange's I/O thread. */
final class Playing {
    private final Call call;
    private final Job job;
    private final Sent sent;
    private @Nullable StreamPlayer player;

    Playing(Call call, Job job, Sent sent) {
        this.call = call;
        this.job = job;
        this.sent = sent;
    }

    /** Writes into the journal what was sent. */
    @FunctionalInterface
    interface Sent {
        void write(Action.Send send, Duration now);
    }

    /** How a call is answered once nothing comes before that any more. */
    @FunctionalInterface
    interface Answer {
        /** Answers; with nothing behind the head if it is to be empty. */
        void begin(boolean empty);
    }

    /** Does what the plan wants to happen before the answer, and then answers. */
    void begin(ConnectionPlan plan, Answer answer) {
        var early = EarlyScript.of(plan);
        if (early.actions().isEmpty()) {
            answer.begin(false);
            return;
        }
        var wire = new BareWire(call.exchange(), BareWire.Framing.NONE, this::left, this::broken);
        var recorder = new Recorder(() -> {});
        play(new FixedScript(early.actions()), wire, recorder, () -> {
            recorder.release();
            if (!recorder.ended) {
                ContractHandler.guarded(call, () -> answer.begin(early.empty()));
            }
        });
    }

    /** Plays the answer itself. */
    void play(Script script, Wire wire) {
        play(script, wire, () -> {});
    }

    /** The same; this is done as it ends, before the journal says that it has. */
    void play(Script script, Wire wire, Runnable whenEnding) {
        var recorder = new Recorder(whenEnding);
        play(script, wire, recorder, () -> {
            call.session().streamClosed();
            recorder.release();
        });
    }

    private void play(Script script, Wire wire, Recorder recorder, Runnable whenOver) {
        var made = new StreamPlayer(script, wire, clockwork(call.session().clock()), recorder, whenOver);
        player = made;
        recorder.watch(made);
        made.play();
    }

    /** The script has something else to do than before. */
    void goOn() {
        if (player != null) {
            player.play();
        }
    }

    void left() {
        abandon("closed by the client");
    }

    void broken(IOException e) {
        abandon(String.valueOf(e.getMessage()));
    }

    /** The client is gone; what is left is to close our own side. */
    private void abandon(String detail) {
        if (player != null) {
            player.abandon(Entry.How.LEFT, detail);
        }
        Drop.close(call.exchange());
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
        private final Runnable whenEnding;
        private boolean ended;

        Recorder(Runnable whenEnding) {
            this.whenEnding = whenEnding;
        }

        void watch(StreamPlayer woken) {
            Runnable wake = woken::wake;
            stopLog = job.log().onChange(wake);
            stopClock = call.session().clock().onMove(wake);
        }

        void release() {
            stopLog.run();
            stopClock.run();
        }

        @Override
        public void sent(Action.Send send) {
            sent.write(send, call.session().journal().now());
        }

        @Override
        public void fault(String what) {
            call.record(new Entry.Fault(call.session().journal().now(), call.number(), what));
        }

        @Override
        public void end(Entry.How how, String detail) {
            ended = true;
            whenEnding.run();
            call.record(new Entry.End(call.session().journal().now(), call.number(), how, detail));
        }
    }
}
