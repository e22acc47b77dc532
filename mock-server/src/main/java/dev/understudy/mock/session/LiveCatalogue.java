package dev.understudy.mock.session;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.yaml.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The scenarios as their files are now: looks at their folders again and again, and takes over what has changed. A file that is broken
 * stays as it was, and its problems are known, until it is mended.
 *
 * <p>Safe for any number of threads: what it gives is swapped at once, and one look follows another.
 */
public final class LiveCatalogue implements Supplier<Catalogue> {
    /** Looking is cheaper and surer than being told: it works on every file system. */
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Contract contract;
    private final List<Consumer<Reload>> listeners = new CopyOnWriteArrayList<>();
    private volatile Catalogue current;
    private volatile List<Problem> problems;
    private volatile boolean stopped;
    private String seen;

    /**
     * What a look at changed files came to.
     *
     * @param scenarios how many there are now
     * @param problems what is broken; such files stay as they were
     */
    public record Reload(int scenarios, List<Problem> problems) {
        public Reload {
            problems = List.copyOf(problems);
        }
    }

    public LiveCatalogue(Contract contract, Catalogue catalogue) {
        this.contract = contract;
        this.current = catalogue;
        this.problems = catalogue.problems();
        this.seen = catalogue.fingerprint();
    }

    Contract contract() {
        return contract;
    }

    @Override
    public Catalogue get() {
        return current;
    }

    /** What is broken in the files as they are now; what is played was read before. */
    public List<Problem> problems() {
        return problems;
    }

    /** Calls this after every change of the files, on a thread that may do work. */
    public void onReload(Consumer<Reload> listener) {
        listeners.add(listener);
    }

    /** Begins to look, unless there is nothing to look at. */
    public void watch(Timer timer) {
        if (current.hasFolders()) {
            timer.later(EVERY, () -> {
                if (!stopped) {
                    look();
                    watch(timer);
                }
            });
        }
    }

    /** Looks no more. */
    public void stop() {
        stopped = true;
    }

    private synchronized void look() {
        var now = current.fingerprint();
        if (!now.equals(seen)) {
            seen = now;
            var again = current.reread();
            current = again.catalogue();
            problems = again.problems();
            var reload = new Reload(current.ids().size(), problems);
            listeners.forEach(listener -> listener.accept(reload));
        }
    }
}
