package dev.understudy.mock.played;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client by the book makes of the bytes of its streams (WHATWG HTML 9.2.6): it outlives its connections. */
final class StreamReader {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String lastEventId = "";
    private Optional<Duration> retry = Optional.empty();

    void read(byte[] more) {
        bytes.writeBytes(more);
    }

    /** An event as a client gets it. */
    record Read(String name, String data) {}

    /** The connection is over: what is not whole is forgotten. The events that were whole. */
    List<Read> finish() {
        var text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        var lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
        var events = new ArrayList<Read>();
        var block = new Block(lastEventId);
        // The last line has no end, so it is none.
        for (int i = 0; i < lines.length - 1; i++) {
            if (!lines[i].isEmpty()) {
                block.take(lines[i]);
                continue;
            }
            lastEventId = block.id;
            if (!block.data.isEmpty()) {
                events.add(new Read(
                        block.name.isEmpty() ? "message" : block.name,
                        block.data.substring(0, block.data.length() - 1)));
            }
            block = new Block(lastEventId);
        }
        return events;
    }

    String lastEventId() {
        return lastEventId;
    }

    /** The reconnection time that was named last; empty if none was. */
    Optional<Duration> retry() {
        return retry;
    }

    private final class Block {
        private String id;
        private String name = "";
        private String data = "";

        Block(String id) {
            this.id = id;
        }

        void take(String line) {
            int colon = line.indexOf(':');
            var value = colon < 0 ? "" : line.substring(colon + 1);
            set(colon < 0 ? line : line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }

        private void set(String field, String value) {
            if (field.equals("data")) {
                data += value + "\n";
            } else if (field.equals("event")) {
                name = value;
            } else if (field.equals("id") && value.indexOf(0) < 0) {
                id = value;
            } else if (field.equals("retry") && value.matches("[0-9]+")) {
                retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
            }
        }
    }
}
