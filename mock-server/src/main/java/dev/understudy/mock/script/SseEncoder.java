package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.ConnectionPlan.LineEnds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frames as bytes of an event stream (WHATWG HTML 9.2.5), with the line ends and spaces that a connection wants. */
final class SseEncoder {
    private static final String[] TURNS = {"\n", "\r", "\r\n"};

    private final LineEnds lineEnds;
    private final String colon;
    private int lines;

    SseEncoder(LineEnds lineEnds, boolean space) {
        this.lineEnds = lineEnds;
        this.colon = space ? ": " : ":";
    }

    Bytes encode(Frame frame) {
        if (frame instanceof Frame.Event event) {
            return event.written().padding() > 0 ? padded(event) : Bytes.utf8(event(event));
        }
        if (frame instanceof Frame.Comment comment) {
            var space = colon.length() > 1 && !comment.text().isEmpty() ? " " : "";
            return Bytes.utf8(":" + space + comment.text() + lineEnd() + lineEnd());
        }
        if (frame instanceof Frame.Greeting greeting) {
            return Bytes.utf8(colon + greeting.text() + lineEnd());
        }
        if (frame instanceof Frame.Retry retry) {
            return Bytes.utf8("retry" + colon + retry.time().toMillis() + lineEnd() + lineEnd());
        }
        if (frame instanceof Frame.Text text) {
            return Bytes.utf8(text.text());
        }
        if (frame instanceof Frame.Raw raw) {
            return Bytes.of(raw.bytes());
        }
        throw new AssertionError(frame);
    }

    private Bytes padded(Frame.Event event) {
        var text = event(event);
        int end = text.length();
        while (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r') {
            end--;
        }
        return Bytes.padded(
                text.substring(0, end),
                event.written().filler(),
                event.written().padding(),
                text.substring(end));
    }

    private String event(Frame.Event event) {
        if (!event.written().lines().isEmpty()) {
            var lines = new StringBuilder();
            event.written().lines().forEach(line -> lines.append(line).append(lineEnd()));
            return lines.append(lineEnd()).toString();
        }
        var text = new StringBuilder(event.data().length() + 96);
        field(text, "id", event.id());
        field(text, "event", event.name());
        if (event.data().indexOf('\n') < 0 && event.data().indexOf('\r') < 0) {
            field(text, "data", event.data());
        } else {
            for (var line : event.data().split("\r\n|\r|\n", -1)) {
                field(text, "data", line);
            }
        }
        return text.append(lineEnd()).toString();
    }

    private void field(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(colon).append(value).append(lineEnd());
        }
    }

    private String lineEnd() {
        return switch (lineEnds) {
            case LF -> "\n";
            case CRLF -> "\r\n";
            case CR -> "\r";
            case MIXED -> TURNS[lines++ % TURNS.length];
        };
    }

    /** The byte order mark, if the stream begins with one. */
    static Optional<Bytes> byteOrderMark(boolean wanted) {
        return wanted ? Optional.of(Bytes.of((byte) 0xEF, (byte) 0xBB, (byte) 0xBF)) : Optional.empty();
    }
}
