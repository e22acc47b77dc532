package dev.understudy.network.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that serves all sockets and timers.
 *
 * <p>Only {@link #call}, {@link #execute} and {@link #close} are for other threads. What runs here must not wait.
 */
final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** A selector counts in milliseconds; what is due sooner is waited for in steps of this. */
    private static final long SHORT_STEP_NANOS = 50_000;

    private static final long FAR = TimeUnit.DAYS.toNanos(3650);

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeSet<Timer> timers = new TreeSet<>();
    private long timersMade;
    private volatile boolean closed;

    private Loop(Selector selector, String name) {
        this.selector = selector;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    static Loop start(String name) throws IOException {
        var loop = new Loop(Selector.open(), name);
        loop.thread.start();
        return loop;
    }

    /** Does something on the loop's thread and returns its result; exceptions come out as they went in. */
    <T extends @Nullable Object> T call(Callable<T> task) throws IOException {
        var result = new CompletableFuture<T>();
        submit(() -> complete(result, task));
        try {
            return result.join();
        } catch (CompletionException e) {
            throw cause(e);
        }
    }

    /** Does something on the loop's thread, or never if it is closed. */
    void execute(Runnable task) {
        submit(() -> {
            if (!closed) {
                task.run();
            }
        });
    }

    private void submit(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        tasks.add(task);
        selector.wakeup();
        if (closed) {
            runTasks();
        }
    }

    long now() {
        return System.nanoTime();
    }

    Timer after(long nanos, Runnable what) {
        var timer = new Timer(now() + Math.max(0, Math.min(nanos, FAR)), timersMade++, what);
        timers.add(timer);
        return timer;
    }

    void cancel(Timer timer) {
        timers.remove(timer);
    }

    /** What is attached to the key is run when it is ready. */
    SelectionKey register(SelectableChannel channel, int interest, Runnable whenReady) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, whenReady);
    }

    /**
     * Closes a channel as its last step, when the selector has let go of it.
     *
     * <p>A registered channel would be shut down for writing first, and its peer would see an end where it should see a
     * reset; and the port of a listener would stay taken until the next round.
     */
    void close(SelectableChannel channel) {
        try {
            var key = channel.keyFor(selector);
            if (key != null) {
                key.cancel();
                selector.selectNow();
            }
            channel.close();
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(System.Logger.Level.DEBUG, "A socket could not be closed in order.", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!closed) {
                waitForWork();
                runTasks();
                runTimers();
                runKeys();
            }
            for (var key : List.copyOf(selector.keys())) {
                close(key.channel());
            }
            runTasks();
        } catch (IOException e) {
            closed = true;
            throw new UncheckedIOException("The selector failed; the proxies of this server are gone.", e);
        }
    }

    private void waitForWork() throws IOException {
        long left = timers.isEmpty() ? Long.MAX_VALUE : timers.first().nanosLeft(now());
        if (!tasks.isEmpty() || left <= 0) {
            selector.selectNow();
        } else if (left == Long.MAX_VALUE) {
            selector.select();
        } else if (left >= NANOS_PER_MILLI) {
            selector.select(left / NANOS_PER_MILLI);
        } else if (selector.selectNow() == 0) {
            LockSupport.parkNanos(Math.min(left, SHORT_STEP_NANOS));
        }
    }

    private void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            guard(task);
        }
    }

    private void runTimers() {
        long now = now();
        while (!timers.isEmpty() && timers.first().nanosLeft(now) <= 0) {
            var timer = timers.first();
            timers.remove(timer);
            guard(timer::run);
        }
    }

    private void runKeys() {
        var ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (var key : ready) {
            if (key.isValid() && key.attachment() instanceof Runnable whenReady) {
                guard(whenReady);
            }
        }
    }

    /** One connection's failure must not take the others with it. */
    private void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A step failed; please report it. The other connections go on.", e);
        }
    }

    private void complete(CompletableFuture<?> result, Callable<?> task) {
        try {
            if (closed) {
                throw new IllegalStateException("This server is closed.");
            }
            completeWith(result, task);
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void completeWith(CompletableFuture<T> result, Callable<?> task) throws Exception {
        result.complete((T) task.call());
    }

    private static RuntimeException cause(CompletionException e) throws IOException {
        if (e.getCause() instanceof IOException io) {
            throw io;
        }
        return e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
    }
}
