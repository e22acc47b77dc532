package dev.understudy.mock.wire;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Timers of one I/O thread. Safe for any number of threads. */
public final class IoTimer {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final XnioIoThread thread;

    public IoTimer(XnioIoThread thread) {
        this.thread = thread;
    }

    /**
     * Runs this on the thread after a while, unless the returned action is run first.
     *
     * @param whenStopping is run at once instead if the server is stopping
     */
    public Runnable later(Duration delay, Runnable task, Runnable whenStopping) {
        try {
            XnioExecutor.Key key = thread.executeAfter(task, wholeMillis(delay), TimeUnit.MILLISECONDS);
            return key::remove;
        } catch (RejectedExecutionException e) {
            whenStopping.run();
            return () -> {};
        }
    }

    /** Runs this on the thread as soon as it can; see {@link #later}. */
    public void soon(Runnable task, Runnable whenStopping) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            whenStopping.run();
        }
    }

    /**
     * XNIO cuts a delay down to milliseconds, and runs what is left with none at once: a task that waits for a time must be woken
     * behind it, or it would ask again and again until that time has come. A delay of centuries it takes for one that is over;
     * whoever is woken early asks again.
     */
    static long wholeMillis(Duration delay) {
        return delay.compareTo(LONGEST_DELAY) < 0
                ? delay.plusNanos(NANOS_PER_MILLI - 1).toMillis()
                : LONGEST_DELAY.toMillis();
    }
}
