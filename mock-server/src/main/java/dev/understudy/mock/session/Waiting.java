package dev.understudy.mock.session;

import dev.understudy.journal.Journal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for something in a session, and needs no thread for it: it looks again whenever something is written into the journal, and
 * whenever time alone may have done it.
 *
 * <p>Safe for any number of threads: its own lock guards the next look.
 */
final class Waiting {
    private final Condition condition;
    private final Timer timer;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private Runnable stopNextLook = () -> {};

    private Waiting(Condition condition, Timer timer) {
        this.condition = condition;
        this.timer = timer;
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        /** Empty if it is so; else after how long to look again if nothing happens until then. */
        Optional<Duration> missing();
    }

    /** True as soon as it is so; false if it is not within this time. */
    static CompletableFuture<Boolean> until(Condition condition, Duration within, Journal journal, Timer timer) {
        var waiting = new Waiting(condition, timer);
        var stopListening = journal.listen(entry -> waiting.look());
        return waiting.begin(within).whenComplete((met, failure) -> stopListening.run());
    }

    /** As above, looking only when time alone may have done it. */
    static CompletableFuture<Boolean> until(Condition condition, Duration within, Timer timer) {
        return new Waiting(condition, timer).begin(within);
    }

    private CompletableFuture<Boolean> begin(Duration within) {
        var stopDeadline = timer.later(within, () -> done.complete(false));
        look();
        return done.whenComplete((met, failure) -> {
            stopDeadline.run();
            lookAfter(() -> {});
        });
    }

    private void look() {
        if (!done.isDone()) {
            condition
                    .missing()
                    .ifPresentOrElse(time -> lookAfter(timer.later(time, this::look)), () -> done.complete(true));
        }
    }

    /** Only the last of the looks that are to come is needed. */
    private synchronized void lookAfter(Runnable stopLook) {
        stopNextLook.run();
        stopNextLook = stopLook;
    }
}
