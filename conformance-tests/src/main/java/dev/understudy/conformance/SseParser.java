package dev.understudy.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream byte by byte (WHATWG HTML 9.2.5 and 9.2.6), and says where the server breaks its grammar.
 *
 * <p>Our own, and not the mock's encoder backwards, so that a fault in one cannot hide in the other. Not thread-safe.
 */
final class SseParser {
    private static final int MOST_LINE_BYTES = 64 * 1024 * 1024;

    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean afterCarriageReturn;
    private boolean firstLine = true;
    private boolean inBlock;
    private boolean hasData;
    private @Nullable String id;
    private String name = "";

    SseParser(Listener listener) {
        this.listener = listener;
    }

    /** Takes in the next byte; true if it ended an event. */
    boolean accept(byte next) {
        if (next == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            return false;
        }
        afterCarriageReturn = next == '\r';
        if (next == '\n' || next == '\r') {
            return endLine();
        }
        if (line.size() == MOST_LINE_BYTES) {
            listener.malformed("grammar: a line of more than " + MOST_LINE_BYTES + " bytes");
            line.reset();
        }
        line.write(next);
        return false;
    }

    /** The stream is over; what was not finished never was an event. */
    void end() {
        if (inBlock || line.size() > 0) {
            var left = (hasData ? "data: " + data : "") + line.toString(StandardCharsets.UTF_8);
            listener.malformed("unfinished: the stream ends inside an event: " + left.strip());
        }
    }

    private boolean endLine() {
        var text = decode();
        line.reset();
        if (text.isEmpty()) {
            return dispatch();
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            var comment = text.substring(1);
            listener.comment(comment.startsWith(" ") ? comment.substring(1) : comment);
            return false;
        }
        var field = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
        return false;
    }

    private String decode() {
        var bytes = line.toByteArray();
        int from = firstLine && startsWithByteOrderMark(bytes) ? 3 : 0;
        firstLine = false;
        var buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException e) {
            listener.malformed("grammar: a line is not UTF-8: " + new String(bytes, StandardCharsets.UTF_8));
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private void field(String field, String value) {
        inBlock = true;
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> name = value;
            case "id" -> id(value);
            case "retry" -> retry(value);
            default -> {
                // Other fields are allowed, and ignored.
            }
        }
    }

    private void id(String value) {
        if (value.indexOf('\0') >= 0) {
            listener.malformed("grammar: an id holds U+0000");
        } else {
            id = value;
        }
    }

    private void retry(String value) {
        if (value.matches("[0-9]{1,18}")) {
            listener.retry(Long.parseLong(value));
        } else {
            listener.malformed("grammar: retry is '" + value + "', expected digits");
        }
    }

    private boolean dispatch() {
        boolean isEvent = hasData;
        if (isEvent) {
            listener.event(id, name, data.toString());
        }
        data.setLength(0);
        inBlock = false;
        hasData = false;
        id = null;
        name = "";
        return isEvent;
    }

    /** What the stream says. */
    interface Listener {
        /** An event; the id is null if this event named none. */
        void event(@Nullable String id, String name, String data);

        void comment(String text);

        void retry(long milliseconds);

        /** Something that the grammar does not allow ("grammar: ..."), or that never became an event ("unfinished: ..."). */
        void malformed(String what);
    }
}
