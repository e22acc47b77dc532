package dev.understudy.verdict;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client that reads as WHATWG HTML 9.2.6 says has got from one stream: the last event id, the reconnection time, the end.
 *
 * <p>Made in one walk over the entries. What it begins with is what the streams before it left.
 */
final class StreamReading {
    /** Entries of bytes that the story has written as they are begin with this. */
    private static final String RAW = "raw: ";

    /** Entries of a block that a reader makes no event of begin with this. */
    private static final String NO_DATA = "no data: ";

    private static final String LONGEST_RETRY = "3600000";

    private final Contract contract;
    private final List<IdAt> ids = new ArrayList<>();
    private @Nullable Duration retry;
    private Entry.@Nullable Event finalEvent;
    private Entry.@Nullable Event lastEvent;
    private Entry.@Nullable Event firstEvent;
    private @Nullable Duration lastByteAt;
    private boolean silenced;

    /**
     * An id that was in force from then on.
     *
     * @param withoutData whether its block had no data, so that some clients do not see it
     */
    record IdAt(Duration at, String id, boolean withoutData) {}

    private StreamReading(Contract contract, String lastEventId, @Nullable Duration retry) {
        this.contract = contract;
        this.retry = retry;
        ids.add(new IdAt(Duration.ZERO, lastEventId, false));
    }

    /**
     * Reads a stream.
     *
     * @param contract says which event ends what
     */
    static StreamReading of(List<Entry> entries, Contract contract, String lastEventId, @Nullable Duration retry) {
        var reading = new StreamReading(contract, lastEventId, retry);
        entries.forEach(reading::read);
        return reading;
    }

    private void read(Entry entry) {
        if (entry instanceof Entry.Event event) {
            readEvent(event);
        } else if (entry instanceof Entry.Retry named) {
            retry = Duration.ofMillis(named.milliseconds());
        } else if (entry instanceof Entry.Malformed bytes && bytes.what().startsWith(RAW)) {
            readRaw(bytes.at(), bytes.what().substring(RAW.length()));
        } else if (entry instanceof Entry.Malformed block && block.what().startsWith(NO_DATA)) {
            readRaw(block.at(), block.what().substring(NO_DATA.length()) + "\n\n");
        } else if (entry instanceof Entry.Fault fault && fault.what().contains("silence")) {
            silenced = true;
            return;
        } else if (!(entry instanceof Entry.Comment)) {
            return;
        }
        lastByteAt = entry.at();
        silenced = false;
    }

    private void readEvent(Entry.Event event) {
        firstEvent = firstEvent == null ? event : firstEvent;
        lastEvent = event;
        if (event.id() != null && event.id().indexOf('\0') < 0) {
            ids.add(new IdAt(event.at(), event.id(), false));
        }
        if (finalEvent == null && isFinal(event)) {
            finalEvent = event;
        }
    }

    private boolean isFinal(Entry.Event event) {
        return contract.messageOf(event.name(), event.data())
                .filter(Message::endsJob)
                .isPresent();
    }

    /** Only ids and reconnection times matter here. A carriage return may end a line as well. */
    private void readRaw(Duration at, String escaped) {
        var text = escaped.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\r", "\n");
        String id = null;
        boolean data = false;
        for (var line : text.split("\n", -1)) {
            if (line.isEmpty() && id != null) {
                ids.add(new IdAt(at, id, !data));
                id = null;
            }
            data = !line.isEmpty() && (data || line.equals("data") || line.startsWith("data:"));
            if (line.equals("id") || line.startsWith("id:")) {
                id = line.indexOf('\0') < 0 ? value(line) : id;
            } else if (line.startsWith("retry:") && value(line).matches("[0-9]+")) {
                retry = milliseconds(value(line));
            }
        }
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        var value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private static Duration milliseconds(String digits) {
        // Beyond the longest that a contract may name it does not matter how long.
        return Duration.ofMillis(Long.parseLong(digits.length() > 15 ? LONGEST_RETRY + "0" : digits));
    }

    /** The last event id in force now. */
    String lastEventId() {
        return ids.get(ids.size() - 1).id();
    }

    /** Ids that a client may rightly hold that has lost up to this much of the end. */
    Set<String> lastEventIds(Duration since) {
        var possible = new LinkedHashSet<String>();
        for (int i = ids.size() - 1; i >= 0; i--) {
            possible.add(ids.get(i).id());
            if (!ids.get(i).withoutData() && ids.get(i).at().compareTo(since) <= 0) {
                break;
            }
        }
        return possible;
    }

    /** Whether the id in force came in a block without data. */
    boolean endsWithIdWithoutData() {
        return ids.get(ids.size() - 1).withoutData();
    }

    /** The reconnection time in force; null if none was named. */
    @Nullable Duration retry() {
        return retry;
    }

    Optional<Entry.Event> firstEvent() {
        return Optional.ofNullable(firstEvent);
    }

    /** The event that ends the job. */
    Optional<Entry.Event> finalEvent() {
        return Optional.ofNullable(finalEvent);
    }

    /** When the last whole thing was sent. */
    Optional<Duration> lastByteAt() {
        return Optional.ofNullable(lastByteAt);
    }

    /** Whether it had gone silent on purpose. */
    boolean isSilenced() {
        return silenced;
    }

    /** Whether the last event says that coming back is no use. */
    boolean saysNoUse() {
        if (lastEvent == null) {
            return false;
        }
        var message = contract.messageOf(lastEvent.name(), lastEvent.data());
        var retryable = Exchange.parse(lastEvent.data()).at("/error/retryable");
        return message.filter(each -> each.end() == Message.End.CONNECTION).isPresent()
                && retryable.isBoolean()
                && !retryable.booleanValue();
    }
}
