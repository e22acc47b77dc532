package dev.understudy.mock.wire;

import dev.understudy.journal.Entry;
import dev.understudy.mock.script.Action;
import dev.understudy.mock.script.Script;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script on a wire: one write per action, timers in between, never a thread of its own.
 *
 * <p>All of it runs on the connection's own thread, {@link #wake} excepted, which any thread may call.
 */
public final class StreamPlayer {
    /** After so many writes in a row other connections of the same thread get their turn. */
    private static final int WRITES_PER_TURN = 128;

    /** How long the client may take for its part of an end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Script script;
    private final Wire wire;
    private final Clockwork clock;
    private final StreamRecorder recorder;
    private final Runnable whenOver;
    private final Runnable turn = this::play;
    private final Runnable timed = this::timeHasCome;
    private @Nullable Runnable timer;
    private @Nullable Runnable stopPatience;
    private boolean writing;
    private boolean over;

    /**
     * A player that has not begun.
     *
     * @param whenOver called once, when the answer is over in whatever way
     */
    public StreamPlayer(Script script, Wire wire, Clockwork clock, StreamRecorder recorder, Runnable whenOver) {
        this.script = script;
        this.wire = wire;
        this.clock = clock;
        this.recorder = recorder;
        this.whenOver = whenOver;
    }

    /** Goes on as far as it can now. */
    public void play() {
        stopTimer();
        for (int writes = 0; !over && !writing; ) {
            var action = script.next(clock.now());
            if (action instanceof Action.Send send) {
                send(send);
                if (++writes == WRITES_PER_TURN && !writing) {
                    wire.soon(turn);
                    return;
                }
            } else if (action instanceof Action.WaitUntil wait) {
                timer = wire.later(clock.realTimeUntil(wait.time()), timed);
                return;
            } else if (action instanceof Action.WaitForChange) {
                return;
            } else if (action instanceof Action.SendUnframed bare) {
                writing = !wire.writeUnframed(bare.bytes(), this::goOn);
            } else if (action instanceof Action.Note note) {
                recorder.fault(note.fault());
            } else if (action instanceof Action.StopReading) {
                wire.stopReading();
            } else if (action instanceof Action.AwaitEnd end) {
                stopPatience = wire.later(PATIENCE, () -> giveUp(end));
            } else {
                finish(action);
            }
        }
    }

    /** Something has changed: the log, or the clock. */
    public void wake() {
        wire.soon(turn);
    }

    private void timeHasCome() {
        // This timer is spent; there is nothing to stop.
        timer = null;
        play();
    }

    /** The client has closed, or the connection broke. */
    public void abandon(Entry.How how, String detail) {
        if (!over) {
            recorder.end(how, detail);
            stop();
        }
    }

    private void send(Action.Send send) {
        writing = true;
        boolean done = wire.write(send.bytes(), () -> {
            writing = false;
            written(send);
            play();
        });
        if (done) {
            writing = false;
            written(send);
        }
    }

    private void written(Action.Send send) {
        recorder.sent(send);
    }

    private void goOn() {
        writing = false;
        play();
    }

    private void finish(Action action) {
        if (action instanceof Action.HandOver) {
            wire.handOver();
        } else if (action instanceof Action.End) {
            recorder.end(Entry.How.CLEAN, "");
            wire.end();
        } else if (action instanceof Action.EndThenClose) {
            recorder.end(Entry.How.CLEAN, "and closed");
            wire.endThenClose();
        } else if (action instanceof Action.Finished finished) {
            recorder.end(Entry.How.CLEAN, finished.detail());
            wire.close();
        } else if (action instanceof Action.Linger linger) {
            recorder.end(Entry.How.CUT, linger.detail());
            wire.linger();
        } else if (action instanceof Action.Close) {
            recorder.end(Entry.How.CUT, "");
            wire.close();
        } else {
            recorder.end(Entry.How.RESET, "");
            wire.reset();
        }
        stop();
    }

    private void giveUp(Action.AwaitEnd end) {
        if (!over) {
            recorder.end(Entry.How.GIVEN_UP, end.detail() + ", and the client did not answer it");
            wire.close();
            stop();
        }
    }

    private void stop() {
        over = true;
        stopTimer();
        if (stopPatience != null) {
            stopPatience.run();
        }
        whenOver.run();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.run();
            timer = null;
        }
    }

    /** Writes down what is sent. */
    public interface StreamRecorder {
        /** These bytes are with the kernel. */
        void sent(Action.Send send);

        void fault(String what);

        void end(Entry.How how, String detail);
    }
}
