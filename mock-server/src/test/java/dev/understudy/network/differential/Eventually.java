package dev.understudy.network.differential;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asks until the answer is yes, for ten seconds. */
final class Eventually {
    private static final long PATIENCE_SECONDS = 10;

    private Eventually() {}

    static void isTrue(Callable<Boolean> question) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!question.call()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("It was not so within " + PATIENCE_SECONDS + " s.");
                }
                Thread.onSpinWait();
            }
        } catch (Exception e) {
            throw new AssertionError("The question failed.", e);
        }
    }
}
