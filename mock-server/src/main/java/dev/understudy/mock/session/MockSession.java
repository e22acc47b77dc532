package dev.understudy.mock.session;

import dev.understudy.journal.Journal;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.JobEvent;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Yardstick;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of one client, apart from all others: its own port, jobs, clock, journal and verdict.
 *
 * <p>Safe for any number of threads.
 */
public final class MockSession implements AutoCloseable {
    private static final Duration JUDGE_AGAIN = Duration.ofMillis(250);

    private final String id;
    private final Session run;
    private final Door door;
    private final Timer timer;
    private final List<Runnable> whenClosed = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    MockSession(String id, Session run, Door door, Timer timer) {
        this.id = id;
        this.run = run;
        this.door = door;
        this.timer = timer;
    }

    public String id() {
        return id;
    }

    /** Where its client asks, without a slash at the end. */
    public URI baseUri() {
        return door.baseUri();
    }

    /** The jobs, the clock and all else of this run. */
    public Session run() {
        return run;
    }

    /** Everything that it has seen so far. */
    public Journal journal() {
        return run.journal();
    }

    /** Moves the jobs' clock forward: what was to happen in this time happens now. */
    public void advance(Duration time) {
        run.clock().advance(time);
    }

    /** Lets nothing happen to any job from this event on, counted from 1, until {@link #release()}. */
    public void hold(int event) {
        run.hold(event);
    }

    /** Lets all jobs go on where they are held. */
    public void release() {
        run.release();
    }

    /** Lets this event of the contract happen now to the only job that runs, as the contract has it. */
    public void send(String jobEvent) {
        run.send(JobEvent.plain(jobEvent, OptionalInt.empty()));
    }

    /** Waits until this many streams are open; false if they are not within this time. */
    public boolean awaitListeners(int streams, Duration within) throws InterruptedException {
        return now(listening(streams, within));
    }

    /** True as soon as this many streams are open; false if they are not within this time. */
    public CompletableFuture<Boolean> listening(int streams, Duration within) {
        return Waiting.until(
                () -> run.streams() >= streams ? Optional.empty() : Optional.of(within), within, journal(), timer);
    }

    /** What the client's run has come to by now. Rules that only time can prove are inconclusive until then. */
    public ClientVerdict verdict() {
        return verdict(run.settings().yardstick());
    }

    /** As above, by another yardstick than the session's own. */
    public ClientVerdict verdict(Yardstick yardstick) {
        var until = journal().now();
        return ClientJudge.report(
                run.contract(), run.playedScenario(), yardstick, journal().entries(), until);
    }

    /** Waits until the run is over, at most this long, and judges it then; see {@link #over}. */
    public ClientVerdict verdict(Duration wait) throws InterruptedException {
        now(over(wait));
        return verdict();
    }

    /**
     * True as soon as waiting cannot change the verdict any more; see {@link ClientJudge#isSettled}. False if that is not so within this
     * time.
     */
    public CompletableFuture<Boolean> over(Duration within) {
        return Waiting.until(this::untilOver, within, timer);
    }

    /** The judge reads the whole journal, so it is not asked at every entry. */
    private Optional<Duration> untilOver() {
        var until = journal().now();
        return run.streams() == 0
                        && run.quiet().compareTo(JUDGE_AGAIN) > 0
                        && ClientJudge.isSettled(
                                run.contract(),
                                run.playedScenario(),
                                run.settings().yardstick(),
                                journal().entries(),
                                until)
                ? Optional.empty()
                : Optional.of(JUDGE_AGAIN);
    }

    private static boolean now(CompletableFuture<Boolean> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting failed", e.getCause());
        }
    }

    /** Calls this once, when the session has ended; at once if it has. */
    public void onClose(Runnable listener) {
        whenClosed.add(listener);
        if (closed.get() && whenClosed.remove(listener)) {
            listener.run();
        }
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Ends it: closes its port and its connections. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            door.close();
            whenClosed.forEach(listener -> {
                if (whenClosed.remove(listener)) {
                    listener.run();
                }
            });
        }
    }
}
