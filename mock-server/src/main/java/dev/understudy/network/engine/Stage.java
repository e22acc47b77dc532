package dev.understudy.network.engine;

import dev.understudy.network.toxic.Chunk;
import dev.understudy.network.toxic.Flow;
import dev.understudy.network.toxic.Passage;
import dev.understudy.network.toxic.ToxicKinds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One toxic on one link.
 *
 * <p>Chunks wait in {@code in}, the toxic takes one at a time, and what it emits waits in {@code out} until the next has
 * room. It takes the next chunk only when {@code out} is empty and its pause is over.
 */
final class Stage implements Inlet, Passage {
    private final Loop loop;
    private final Runnable pump;
    private final Toxic toxic;
    private final RandomGenerator random;
    private final Flow flow;
    private final Flow pass;
    private final Deque<Chunk> in = new ArrayDeque<>();
    private final Deque<Chunk> out = new ArrayDeque<>();
    private Flow active;
    private boolean inEnded;
    private boolean ended;
    private @Nullable Pause pause;
    private @Nullable Timer alarm;

    Stage(Loop loop, Runnable pump, Toxic toxic, RandomGenerator random) {
        this.loop = loop;
        this.pump = pump;
        this.toxic = toxic;
        this.random = random;
        this.flow = toxic.kind().meet(toxic.settings(), random);
        this.pass = ToxicKinds.NOOP.meet(toxic.settings(), random);
        this.active = pass;
    }

    /** Throws the dice and begins, or begins again. */
    void start() {
        active = random.nextFloat() < toxic.toxicity() ? flow : pass;
        active.start(this);
    }

    /** Puts what it holds into its output at once. */
    void interrupt() {
        stopWaiting();
        active.interrupt(this);
    }

    /** Does one step if it can. Returns whether anything moved. */
    boolean advance(Inlet next) {
        boolean moved = false;
        while (!out.isEmpty() && next.hasRoom()) {
            next.offer(out.remove());
            moved = true;
        }
        if (!out.isEmpty()) {
            return moved;
        }
        if (ended) {
            return next.offerEnd() || moved;
        }
        return work() || moved;
    }

    private boolean work() {
        if (pause != null) {
            return continueIfDue(pause);
        }
        var chunk = in.poll();
        if (chunk != null) {
            active.take(chunk, this);
        } else if (inEnded) {
            active.finish(this);
        }
        return chunk != null || inEnded;
    }

    private boolean continueIfDue(Pause current) {
        if (!current.isOver(loop, pump)) {
            return false;
        }
        pause = null;
        current.then.run();
        return true;
    }

    /** Whether nothing that comes in can come out any more. */
    boolean hasEnded() {
        return ended;
    }

    boolean endsOnRemoval() {
        return toxic.kind().removalEndsConnections();
    }

    /** Forgets everything and ends. */
    void abandon() {
        in.clear();
        out.clear();
        inEnded = true;
        end();
    }

    /** Hands on, without asking for room, what has passed this toxic. */
    void moveOutputTo(Inlet other) {
        out.forEach(other::offer);
        out.clear();
    }

    /** Takes what a stage that was behind this one still had: it goes before what this one has emitted. */
    void inherit(Stage behind) {
        var mine = new ArrayDeque<>(out);
        out.clear();
        out.addAll(behind.out);
        out.addAll(behind.in);
        out.addAll(mine);
    }

    /** Takes what has passed a stage that is gone, as its last words. */
    void speakLastWordsOf(Stage behind) {
        abandon();
        out.addAll(behind.out);
    }

    void stopWaiting() {
        if (pause != null) {
            pause.cancel(loop);
            pause = null;
        }
        if (alarm != null) {
            loop.cancel(alarm);
            alarm = null;
        }
    }

    @Override
    public boolean hasRoom() {
        return !ended && !inEnded && in.size() < toxic.kind().bufferedChunks();
    }

    @Override
    public void offer(Chunk chunk) {
        in.add(chunk);
    }

    @Override
    public boolean offerEnd() {
        boolean news = !inEnded;
        inEnded = true;
        return news;
    }

    @Override
    public long now() {
        return loop.now();
    }

    @Override
    public void emit(Chunk chunk) {
        out.add(chunk);
    }

    @Override
    public void pause(long nanos, Runnable then) {
        pause = new Pause(nanos, then);
    }

    @Override
    public void alarm(long nanos, Runnable then) {
        if (alarm != null) {
            loop.cancel(alarm);
        }
        alarm = loop.after(nanos, () -> {
            alarm = null;
            then.run();
            pump.run();
        });
    }

    @Override
    public void end() {
        stopWaiting();
        ended = true;
    }

    /** A time without input. Its clock starts when the output was taken, which is when somebody first asks. */
    private static final class Pause {
        private final long nanos;
        private final Runnable then;
        private @Nullable Timer timer;
        private boolean due;

        Pause(long nanos, Runnable then) {
            this.nanos = nanos;
            this.then = then;
            this.due = nanos <= 0;
        }

        boolean isOver(Loop loop, Runnable pump) {
            if (!due && timer == null && nanos != Long.MAX_VALUE) {
                timer = loop.after(nanos, () -> {
                    due = true;
                    pump.run();
                });
            }
            return due;
        }

        void cancel(Loop loop) {
            if (timer != null) {
                loop.cancel(timer);
            }
        }
    }
}
