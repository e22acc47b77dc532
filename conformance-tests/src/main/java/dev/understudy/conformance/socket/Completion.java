package dev.understudy.conformance.socket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what completes once, and never with an exception, such as a connection's end. */
public final class Completion {
    private Completion() {}

    /** Waits for it, at most this long; true if it came. */
    public static boolean await(CompletableFuture<?> future, Duration within) throws InterruptedException {
        try {
            future.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it with an exception", e);
        }
    }
}
