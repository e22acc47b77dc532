package dev.understudy.mock.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What has happened to a job and what will, as far as that is known.
 *
 * <p>Entries have their times; an entry whose time has come has happened. Nothing runs for that: whoever looks, looks at the clock.
 * Safe for any number of threads: readers see a snapshot, the log's own lock guards its change.
 */
public final class EventLog {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<LogEntry> entries = List.of();
    private volatile boolean complete;

    /** The entry with this index, from 0, whether or not its time has come; empty if it is not known yet. */
    public Optional<LogEntry> entry(int index) {
        var known = entries;
        return index < known.size() ? Optional.of(known.get(index)) : Optional.empty();
    }

    /** How many entries are known. */
    public int size() {
        return entries.size();
    }

    /** Whether no more entries will come to be known. */
    public boolean isComplete() {
        return complete;
    }

    /** How many entries have happened at this time. */
    public int happened(Duration now) {
        var known = entries;
        int low = 0;
        int high = known.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known.get(middle).due().compareTo(now) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the last event with this id that has happened; empty if there is none. */
    public Optional<Integer> find(String id, Duration now) {
        var known = entries;
        for (int i = happened(now) - 1; i >= 0; i--) {
            if (known.get(i).frame() instanceof Frame.Event event && id.equals(event.id())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The index of the last event that has happened; empty if there is none. */
    public Optional<Integer> lastEvent(Duration now) {
        var known = entries;
        for (int i = happened(now) - 1; i >= 0; i--) {
            if (known.get(i).frame() instanceof Frame.Event) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Where the event with this number is, from 1; behind the last entry if it is not known. */
    int indexOfEvent(int number) {
        var known = entries;
        int events = 0;
        for (int i = 0; i < known.size(); i++) {
            events += known.get(i).isEvent() ? 1 : 0;
            if (events == number) {
                return i;
            }
        }
        return known.size();
    }

    /** Takes the list as it is; it must never change. */
    synchronized void append(List<LogEntry> more, boolean nothingFollows) {
        entries = entries.isEmpty() ? more : joined(entries, more);
        complete = nothingFollows;
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
        var known = entries;
        entries = List.copyOf(known.subList(0, index));
        complete = false;
        listeners.forEach(Runnable::run);
        return List.copyOf(known.subList(index, known.size()));
    }

    /** Lets this happen before whatever has not happened at its time. */
    synchronized void insert(LogEntry entry) {
        var all = new ArrayList<>(entries);
        all.add(happened(entry.due()), entry);
        entries = all;
        listeners.forEach(Runnable::run);
    }

    /** Forgets what has not happened yet, and lets this happen instead, as the last thing. */
    synchronized void endWith(LogEntry last) {
        var all = new ArrayList<>(entries.subList(0, happened(last.due())));
        all.add(last);
        entries = all;
        complete = true;
        listeners.forEach(Runnable::run);
    }

    /** Calls this whenever more, or something else, is known, until the returned action is run. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
