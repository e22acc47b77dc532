package dev.understudy.mock.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What has happened to a job and what will, as far as that is known.
 *
 * <p>Entries have their times; an entry whose time has come has happened. Nothing runs for that: whoever looks, looks at the clock.
 * Safe for any number of threads: readers see a snapshot, the log's own lock guards its change.
 */
public final class EventLog {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Known known = new Known(List.of(), false);

    /** What is known at one moment, and whether no more will be. */
    private record Known(List<LogEntry> entries, boolean complete) {
        int happened(Duration now) {
            int low = 0;
            int high = entries.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (entries.get(middle).due().compareTo(now) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The same with this behind the first so many; if it ends the job, with nothing behind it. */
        Known with(LogEntry entry, int index) {
            boolean ends = entry.state().isFinished();
            var all = new ArrayList<>(entries.subList(0, index));
            all.add(entry);
            if (!ends) {
                all.addAll(entries.subList(index, entries.size()));
            }
            return new Known(all, ends || complete);
        }
    }

    /** The entry with this index, from 0, whether or not its time has come; empty if it is not known yet. */
    public Optional<LogEntry> entry(int index) {
        var entries = known.entries();
        return index < entries.size() ? Optional.of(entries.get(index)) : Optional.empty();
    }

    /** How many entries are known. */
    public int size() {
        return known.entries().size();
    }

    /** Whether no more entries will come to be known. */
    public boolean isComplete() {
        return known.complete();
    }

    /** Whether there is nothing at this index and behind it, and never will be. */
    public boolean isOver(int index) {
        var seen = known;
        return seen.complete() && index >= seen.entries().size();
    }

    /** How many entries have happened at this time. */
    public int happened(Duration now) {
        return known.happened(now);
    }

    /** The index of the last event with this id that has happened; empty if there is none. */
    public Optional<Integer> find(String id, Duration now) {
        var seen = known;
        for (int i = seen.happened(now) - 1; i >= 0; i--) {
            if (seen.entries().get(i).frame() instanceof Frame.Event event && id.equals(event.id())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The index of the last event that has happened; empty if there is none. */
    public Optional<Integer> lastEvent(Duration now) {
        var seen = known;
        for (int i = seen.happened(now) - 1; i >= 0; i--) {
            if (seen.entries().get(i).frame() instanceof Frame.Event) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Where the event with this number is, from 1; behind the last entry if it is not known. */
    int indexOfEvent(int number) {
        var entries = known.entries();
        int events = 0;
        for (int i = 0; i < entries.size(); i++) {
            events += entries.get(i).isEvent() ? 1 : 0;
            if (events == number) {
                return i;
            }
        }
        return entries.size();
    }

    /** Takes the list as it is; it must never change. */
    synchronized void append(List<LogEntry> more, boolean nothingFollows) {
        var entries = known.entries();
        become(new Known(entries.isEmpty() ? more : joined(entries, more), nothingFollows));
    }

    private void become(Known now) {
        known = now;
        listeners.forEach(Runnable::run);
    }

    /** A plain list is never changed once it is published, and costs less than a copy. */
    private static List<LogEntry> joined(List<LogEntry> first, List<LogEntry> second) {
        var all = new ArrayList<LogEntry>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }

    /** Takes back what is at this index and behind it; it is not known any more, and something follows. */
    synchronized List<LogEntry> cut(int index) {
        var before = known.entries();
        become(new Known(List.copyOf(before.subList(0, index)), false));
        return List.copyOf(before.subList(index, before.size()));
    }

    /**
     * Lets something happen now that was not foreseen, before whatever has not happened yet; if it ends the job, that never happens.
     *
     * @param clock is asked while nobody can see what is yet to come: whoever saw an entry has looked at the clock before
     * @param what gives the entry for this time, or none, and then all stays as it is
     */
    synchronized void interrupt(Supplier<Duration> clock, Function<Duration, Optional<LogEntry>> what) {
        var before = known;
        known = new Known(before.entries().subList(0, before.happened(clock.get())), false);
        var now = clock.get();
        int happened = before.happened(now);
        known = new Known(before.entries().subList(0, happened), false);
        var after = before;
        try {
            after = what.apply(now).map(entry -> before.with(entry, happened)).orElse(before);
        } finally {
            become(after);
        }
    }

    /** Calls this whenever more, or something else, is known, until the returned action is run. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
