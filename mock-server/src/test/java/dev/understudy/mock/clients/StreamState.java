package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import java.util.Optional;

/** What a client keeps from one stream to the next: the last event id, the reconnection time, whether the job is over. */
final class StreamState {
    private static final int LEAST_MILLIS = 130;

    private final Contract contract;
    private final boolean seesIdsWithoutData;
    private final StringBuilder unread = new StringBuilder();
    private String lastEventId = "";
    private int retryMillis = 1000;
    private Optional<String> ended = Optional.empty();
    private int events;

    StreamState(Contract contract, boolean seesIdsWithoutData) {
        this.contract = contract;
        this.seesIdsWithoutData = seesIdsWithoutData;
    }

    String lastEventId() {
        return lastEventId;
    }

    /** How long to wait before coming back; never so little that it would storm, whatever the server says. */
    int waitMillis() {
        return Math.max(LEAST_MILLIS, retryMillis);
    }

    int retryMillis() {
        return retryMillis;
    }

    /** The event of the job's life that ended it. */
    Optional<String> ended() {
        return ended;
    }

    /** How many events there were, on all streams. */
    int events() {
        return events;
    }

    /** Forgets what was begun and not finished. */
    void newStream() {
        unread.setLength(0);
    }

    /** Reads what has come; line ends are plain ones. */
    void read(String text) {
        unread.append(text);
        for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
            block(unread.substring(0, end));
            unread.delete(0, end + 2);
        }
    }

    private void block(String block) {
        var name = "";
        Optional<String> id = Optional.empty();
        Optional<String> data = Optional.empty();
        for (var line : block.split("\n", -1)) {
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (field) {
                case "id" -> id = Optional.of(value);
                case "event" -> name = value;
                case "data" -> data = Optional.of(value);
                case "retry" -> retryMillis = Integer.parseInt(value);
                default -> {
                    // Comments, and fields of the future.
                }
            }
        }
        if (data.isPresent() || seesIdsWithoutData) {
            lastEventId = id.orElse(lastEventId);
        }
        if (data.isPresent()) {
            events++;
            ended = contract.messageOf(name, data.get())
                    .filter(Message::endsJob)
                    .map(Message::jobEvent)
                    .or(() -> ended);
        }
    }
}
