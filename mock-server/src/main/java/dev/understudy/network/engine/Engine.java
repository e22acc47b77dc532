package dev.understudy.network.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The thread on which proxies live, and those that ask for addresses. Safe for use by many threads. */
public final class Engine implements AutoCloseable {
    /** The original reads so much in one go, and its toxics are measured with it. */
    private static final int MOST_AT_ONCE = 32 * 1024;

    /** So many names can be looked up at once; addresses need no looking up. */
    private static final int RESOLVERS = 16;

    private final Loop loop;
    private final RandomGenerator random;
    private final Traffic traffic;
    private final ThreadPoolExecutor resolvers;
    /** One for all connections: what was read is copied at once, and an idle connection shall cost little. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_AT_ONCE);

    private Engine(Loop loop, RandomGenerator random, Traffic traffic) {
        this.loop = loop;
        this.random = random;
        this.traffic = traffic;
        var number = new AtomicInteger();
        this.resolvers = new ThreadPoolExecutor(
                RESOLVERS, RESOLVERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "fault-proxy resolver " + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        resolvers.allowCoreThreadTimeOut(true);
    }

    public static Engine start(RandomGenerator random, Traffic traffic) throws IOException {
        return new Engine(Loop.start("fault-proxy loop"), random, traffic);
    }

    /**
     * Does something on the engine's thread, where proxies and toxics may be touched. It must not wait for anything.
     *
     * @throws IOException if the task does
     * @throws IllegalStateException if this is closed
     */
    public <T extends @Nullable Object> T call(Callable<T> task) throws IOException {
        return loop.call(task);
    }

    /** Ends every connection and listener. */
    @Override
    public void close() {
        loop.close();
        resolvers.shutdownNow();
    }

    Loop loop() {
        return loop;
    }

    /** For reading on the loop's thread; its content lives no longer than a step. */
    ByteBuffer buffer() {
        return buffer;
    }

    RandomGenerator random() {
        return random;
    }

    Traffic traffic() {
        return traffic;
    }

    /** For what may wait, such as a name server. */
    Executor resolvers() {
        return resolvers;
    }
}
