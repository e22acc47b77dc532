package dev.understudy.mock.session;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.mock.job.Session;
import dev.understudy.scenario.JobEvent;
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
    /** A client that has got everything may still have something to fetch; after this long it has not. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final String id;
    private final Session run;
    private final Door door;
    private final Timer timer;
    private final Referee referee;
    private final List<Runnable> whenClosed = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    MockSession(String id, Session run, Door door, Sessions.Staff staff) {
        this.id = id;
        this.run = run;
        this.door = door;
        this.timer = staff.timer();
        this.referee = staff.referee();
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

    /** What the client's run has come to by now. */
    public SessionVerdict verdict() {
        return verdict(run.settings().yardstick());
    }

    /** As above, by another yardstick than the session's own. */
    public SessionVerdict verdict(String yardstick) {
        var entries = journal().entries();
        var scenario = run.playedScenario();
        if (entries.stream().noneMatch(Entry.Request.class::isInstance)) {
            return SessionVerdict.ofNothing(this, scenario.id(), yardstick);
        }
        return SessionVerdict.of(
                this, scenario.id(), yardstick, referee.judge(run.contract(), scenario, yardstick, entries));
    }

    /** Waits until the run seems to be over, at most this long, and judges it then. */
    public SessionVerdict verdict(Duration wait) throws InterruptedException {
        now(over(wait));
        return verdict();
    }

    /**
     * True as soon as the run seems to be over: it had jobs, all have ended, no stream is open, and nothing has happened for a
     * second. False if that is not so within this time.
     */
    public CompletableFuture<Boolean> over(Duration within) {
        return Waiting.until(this::untilOver, within, journal(), timer);
    }

    private Optional<Duration> untilOver() {
        var time = run.clock().now();
        var jobs = run.jobs();
        if (jobs.isEmpty() || run.streams() > 0) {
            return Optional.of(QUIET);
        }
        if (!jobs.stream().allMatch(job -> job.state(time).isFinished())) {
            return Optional.of(QUIET);
        }
        var left = QUIET.minus(run.quiet());
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
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
