package dev.understudy.network.engine;

import dev.understudy.network.toxic.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One direction of one connection: from a socket through the toxics to the other socket.
 *
 * <p>The end of the stream passes the toxics like data; at the end the whole other socket is closed, since the original knows
 * no half-close either.
 */
final class Link {
    private static final int TAIL = 8;

    private final Loop loop;
    private final ByteBuffer buffer;
    private final RandomGenerator random;
    private final Peer source;
    private final Peer sink;
    private final List<Stage> stages = new ArrayList<>();
    private final Outlet outlet;
    private final Runnable whenOver;
    private Runnable whenRead = () -> {};
    private Runnable whenStopped = () -> {};
    private Runnable whenSourceEnded = () -> {};
    private final byte[] tail = new byte[TAIL];
    private long received;
    private boolean sourceEnded;
    private boolean failed;
    private boolean over;
    private boolean pumping;
    private Mode mode = Mode.FLOWING;

    /** What is done to it apart from its toxics. */
    private enum Mode {
        FLOWING,
        STALLED,
        SILENT
    }

    Link(Engine engine, Peer source, Peer sink, Runnable whenOver) {
        this.loop = engine.loop();
        this.buffer = engine.buffer();
        this.random = engine.random();
        this.source = source;
        this.sink = sink;
        this.outlet = new Outlet(sink);
        this.whenOver = whenOver;
        source.onReadable(this::read);
        sink.onWritable(this::pump);
    }

    /** Begins to move bytes through these toxics. */
    void start(List<Toxic> chain) {
        for (var toxic : chain) {
            if (toxic.kind().connectionsEndWithReset()) {
                source.endWithReset();
                sink.endWithReset();
            }
            stages.add(new Stage(loop, this::pump, toxic, random));
        }
        stages.forEach(Stage::start);
        pump();
    }

    /** Puts a toxic behind the others. What they hold leaves at once and past it. */
    void add(Toxic toxic) {
        var last = stages.get(stages.size() - 1);
        var stage = new Stage(loop, this::pump, toxic, random);
        stages.add(stage);
        if (last.hasEnded()) {
            last.moveOutputTo(outlet);
            outlet.offerEnd();
            stage.abandon();
        } else {
            last.interrupt();
            last.moveOutputTo(outlet);
            stage.start();
            last.start();
        }
        pump();
    }

    /** Lets a toxic begin again with its new settings. */
    void restart(int index) {
        var stage = stages.get(index);
        if (!stage.hasEnded()) {
            stage.interrupt();
            stage.start();
            pump();
        }
    }

    /** Takes a toxic out. What it holds leaves at once, before what follows. */
    void remove(int index) {
        var stage = stages.get(index);
        if (!stage.hasEnded()) {
            stage.interrupt();
            if (stage.endsOnRemoval()) {
                stage.end();
            }
        }
        stages.remove(index);
        if (stage.hasEnded()) {
            cutBefore(index, stage);
        } else {
            splice(stages.get(index - 1), stage);
        }
        pump();
    }

    /** The stream has ended at this place: what is before it can never pass. */
    private void cutBefore(int index, Stage gone) {
        stages.subList(0, index).forEach(Stage::abandon);
        stages.get(index - 1).speakLastWordsOf(gone);
    }

    private static void splice(Stage previous, Stage gone) {
        if (previous.hasEnded()) {
            previous.inherit(gone);
        } else {
            previous.interrupt();
            previous.inherit(gone);
            previous.start();
        }
    }

    /** The source socket was closed from our side. */
    void sourceIsGone() {
        if (!sourceEnded) {
            endOfSource();
            pump();
        }
    }

    /** Passes so many bytes more, then does this instead of passing others. */
    void stopAfter(long bytes, Runnable then) {
        outlet.stopAfter(bytes);
        whenStopped = then;
        pump();
    }

    /** Keeps bytes back until there are so many, or the first has waited so long. 0 bytes ends that. */
    void hold(long bytes, long nanos) {
        outlet.hold(bytes == 0 ? null : new Hold(loop, this::pump, bytes, nanos));
        pump();
    }

    /** Is told of each piece that is read. */
    void onRead(Runnable what) {
        whenRead = what;
    }

    /** Is told when nothing more can come from its source. */
    void onSourceEnd(Runnable what) {
        whenSourceEnded = what;
    }

    /** Stands still: nothing is read, nothing written, and an end is not passed on either. */
    void stall() {
        if (mode == Mode.FLOWING) {
            mode = Mode.STALLED;
            source.wantToRead(false);
            sink.wantToWrite(false);
        }
    }

    /** Goes on after it stood still. */
    void resume() {
        if (mode == Mode.STALLED) {
            mode = Mode.FLOWING;
            pump();
        }
    }

    /** Swallows everything from now on, ends and resets too. There is no way back: bytes are missing. */
    void silence() {
        mode = Mode.SILENT;
        stages.forEach(Stage::stopWaiting);
        sink.wantToWrite(false);
        source.wantToRead(!sourceEnded);
    }

    /** Stops everything without a word to the other side: both sockets are being closed. */
    void abandon() {
        over = true;
        stages.forEach(Stage::stopWaiting);
    }

    /** Whether nothing more can come from its source. */
    boolean sourceHasEnded() {
        return sourceEnded;
    }

    boolean isOver() {
        return over;
    }

    /** The last bytes that came from its source, also if they were swallowed; zeros where there were fewer. */
    byte[] tail() {
        return tail.clone();
    }

    long received() {
        return received;
    }

    long sent() {
        return outlet.written();
    }

    /** Whether writing failed, so that what was sent is not known. */
    boolean hasFailed() {
        return failed;
    }

    private void read() {
        try {
            buffer.clear();
            int length = source.read(buffer);
            remember(buffer.flip());
            if (length < 0) {
                endOfSource();
            } else if (length > 0 && mode == Mode.FLOWING) {
                received += length;
                whenRead.run();
                stages.get(0).offer(Chunk.copyOf(buffer, loop.now()));
            }
        } catch (IOException e) {
            // A reset reaches the other side as an end, as with the original.
            endOfSource();
        }
        pump();
    }

    /** Keeps the last bytes that were read. */
    private void remember(ByteBuffer read) {
        int news = Math.min(TAIL, read.remaining());
        System.arraycopy(tail, news, tail, 0, TAIL - news);
        for (int i = 0; i < news; i++) {
            tail[TAIL - news + i] = read.get(read.limit() - news + i);
        }
    }

    private void endOfSource() {
        sourceEnded = true;
        source.wantToRead(false);
        stages.get(0).offerEnd();
        whenSourceEnded.run();
    }

    /** Moves everything that can move, from the end to the start so that room is there when it is looked for. */
    private void pump() {
        if (over || pumping || mode != Mode.FLOWING) {
            return;
        }
        pumping = true;
        try {
            // First, since only what the socket takes now makes room for what waits behind it.
            outlet.write();
            while (advance()) {
                // Each round moves at least one chunk on.
            }
        } catch (IOException e) {
            failed = true;
        } finally {
            pumping = false;
        }
        if (outlet.hasStopped()) {
            whenStopped.run();
        } else if (failed || outlet.isDone()) {
            finish();
        } else {
            source.wantToRead(!sourceEnded && stages.get(0).hasRoom());
        }
    }

    private boolean advance() throws IOException {
        boolean moved = false;
        for (int i = stages.size() - 1; i >= 0; i--) {
            moved |= stages.get(i).advance(i + 1 < stages.size() ? stages.get(i + 1) : outlet);
        }
        if (moved) {
            outlet.write();
        }
        return moved;
    }

    private void finish() {
        abandon();
        sink.close();
        whenOver.run();
    }
}
