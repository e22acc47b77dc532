package dev.understudy.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An append-only list of entries, with a limit.
 *
 * <p>Safe for any number of threads: the journal's own lock guards the entries. Listeners are called outside of it, on the thread
 * that appends, and must not block.
 */
public final class Journal {
    private final long start = System.nanoTime();
    private final int limit;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private long dropped;

    /** A journal that keeps this many entries, and forgets the oldest beyond that. */
    public Journal(int limit) {
        this.limit = limit;
    }

    /** The time since this journal began; never goes back. */
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    public void append(Entry entry) {
        synchronized (entries) {
            if (entries.size() == limit) {
                entries.removeFirst();
                dropped++;
            }
            entries.addLast(entry);
            entries.notifyAll();
        }
        for (var listener : listeners) {
            listener.accept(entry);
        }
    }

    /**
     * What is in it now, oldest first. If it had to forget some, a mishap stands in their place, so that nobody judges by a journal
     * that is not whole.
     */
    public List<Entry> entries() {
        synchronized (entries) {
            var kept = new ArrayList<Entry>(entries.size() + 1);
            if (dropped > 0) {
                kept.add(new Entry.Mishap(
                        Duration.ZERO,
                        0,
                        "The journal keeps " + limit + " entries and forgot the first " + dropped + "."));
            }
            kept.addAll(entries);
            return kept;
        }
    }

    /** How many entries are in it now. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /**
     * Some of the entries behind this position, oldest first.
     *
     * @param position how many entries the reader has seen, or missed, since the journal began
     * @param most how many it wants
     */
    public Part part(long position, int most) {
        synchronized (entries) {
            long from = Math.max(position, dropped);
            return new Part(
                    from, entries.stream().skip(from - dropped).limit(most).toList());
        }
    }

    /**
     * A part of a journal.
     *
     * @param from how many entries came before it, those that were forgotten among them
     */
    public record Part(long from, List<Entry> entries) {
        public Part {
            entries = List.copyOf(entries);
        }

        /** Where the next part begins. */
        public long next() {
            return from + entries.size();
        }
    }

    /** How many old entries it had to forget. */
    public long dropped() {
        synchronized (entries) {
            return dropped;
        }
    }

    /** Calls this for every entry from now on, until the returned action is run. */
    public Runnable listen(Consumer<Entry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Waits until an entry of this type satisfies the condition, and returns it.
     *
     * @throws AssertionError if there is none in time; the message shows the journal so far
     * @throws InterruptedException if the thread is interrupted
     */
    public <E extends Entry> E await(Class<E> type, Predicate<? super E> condition, Duration within)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (entries) {
            while (true) {
                for (var entry : entries) {
                    if (type.isInstance(entry) && condition.test(type.cast(entry))) {
                        return type.cast(entry);
                    }
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("No such " + type.getSimpleName() + " within " + within
                            + ". Seen so far:\n"
                            + String.join(
                                    "\n", entries.stream().map(Entry::toString).toList()));
                }
                entries.wait(left / 1_000_000 + 1);
            }
        }
    }
}
