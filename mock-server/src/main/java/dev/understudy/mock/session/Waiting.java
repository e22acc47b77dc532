package dev.understudy.mock.session;

import dev.understudy.journal.Journal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Waits for something in a session, and needs no thread for it: it looks again whenever something is written into the journal, and
 * whenever time alone may have done it.
 */
final class Waiting {
    private final Condition condition;
    private final Timer timer;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final AtomicReference<Runnable> nextLook = new AtomicReference<>(() -> {});

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
        waiting.done.whenComplete((met, failure) -> stopListening.run());
        return waiting.begin(within);
    }

    /** As above, looking only when time alone may have done it. */
    static CompletableFuture<Boolean> until(Condition condition, Duration within, Timer timer) {
        return new Waiting(condition, timer).begin(within);
    }

    private CompletableFuture<Boolean> begin(Duration within) {
        var stopDeadline = timer.later(within, () -> done.complete(false));
        done.whenComplete((met, failure) -> {
            stopDeadline.run();
            nextLook.get().run();
        });
        look();
        return done;
    }

    private void look() {
        if (done.isDone()) {
            return;
        }
        condition
                .missing()
                .ifPresentOrElse(
                        time -> nextLook.getAndSet(timer.later(time, this::look))
                                .run(),
                        () -> done.complete(true));
    }
}
