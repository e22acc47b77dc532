package dev.understudy.mock.http;

import dev.understudy.journal.Entry;
import dev.understudy.scenario.EventLines;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what was sent on one stream as a client would (WHATWG HTML 9.2.6), byte by byte: where a story writes bytes of its own, they,
 * and not the job's events, say what a client got.
 *
 * <p>Not thread-safe: a stream's own thread feeds it.
 */
final class SentReader {
    private static final String MARK = "\uFEFF";
    private static final int MOST_DIGITS = 15;

    private final long exchange;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> block = new ArrayList<>();
    private final List<Entry> found = new ArrayList<>();
    private boolean afterReturn;
    private boolean begun;

    /** A reader of the stream that answers this request. */
    SentReader(long exchange) {
        this.exchange = exchange;
    }

    /** What these bytes complete, behind all that came before. */
    List<Entry> read(ByteBuffer bytes, Duration at) {
        found.clear();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\r' || (next == '\n' && !afterReturn)) {
                endLine(at);
            } else if (next != '\n') {
                line.write(next);
            }
            afterReturn = next == '\r';
        }
        return List.copyOf(found);
    }

    private void endLine(Duration at) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!begun && text.startsWith(MARK)) {
            text = text.substring(1);
        }
        begun = true;
        if (text.isEmpty()) {
            endBlock(at);
        } else if (text.startsWith(":")) {
            found.add(new Entry.Comment(at, exchange, EventLines.value(text)));
        } else if (EventLines.field(text).equals("retry")
                && EventLines.value(text).matches("[0-9]+")) {
            found.add(new Entry.Retry(at, exchange, milliseconds(EventLines.value(text))));
        } else {
            block.add(text);
        }
    }

    private void endBlock(Duration at) {
        var read = EventLines.read(block);
        if (read.data() != null) {
            found.add(new Entry.Event(at, exchange, read.id(), read.name() == null ? "" : read.name(), read.data()));
        } else if (!block.isEmpty()) {
            var what = read.id() != null ? "no data: " : "no event: ";
            found.add(new Entry.Malformed(at, exchange, what + String.join("\\n", block)));
        }
        block.clear();
    }

    private static long milliseconds(String digits) {
        // Nobody waits for thirty thousand years, or longer.
        return Long.parseLong(digits.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : digits);
    }
}
