package dev.understudy.conformance.client;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only a few clients start at the same time. A program's start keeps a processor busy; what it does afterwards is mostly waiting,
 * and a hundred may do that at once. Were all started together, all would be late, and look as if they had given up.
 */
final class Starts {
    /** A client that has not asked anything by then holds up nobody any more. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Semaphore free;

    Starts(int most) {
        free = new Semaphore(most);
    }

    /** Waits for a turn. The turn is over with the client's first request. */
    Turn await(Journal journal) throws InterruptedException {
        free.acquire();
        return new Turn(journal);
    }

    /** Somebody's start. */
    final class Turn {
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        private Turn(Journal journal) {
            var stop = journal.listen(entry -> {
                if (entry instanceof Entry.Request) {
                    end();
                }
            });
            var unused = over.completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .thenRun(stop)
                    .thenRun(free::release);
        }

        void end() {
            over.complete(null);
        }
    }
}
