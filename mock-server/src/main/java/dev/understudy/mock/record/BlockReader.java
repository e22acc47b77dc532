package dev.understudy.mock.record;

import dev.understudy.mock.script.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the bytes of a stream into blocks (WHATWG HTML 9.2.5), and notices how its lines end.
 *
 * <p>Not thread-safe: a stream's bytes come one after the other.
 */
final class BlockReader {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private boolean afterReturn;
    private boolean begun;
    private boolean hasMark;
    private int returns;
    private int pairs;
    private int feeds;
    private int spaced;
    private int unspaced;

    /** Takes the next byte; the block that it completes, if it does. */
    Optional<Block> take(byte next, Duration at) {
        if (next == '\n' && afterReturn) {
            // It belongs to the line that the CR before it has ended already.
            afterReturn = false;
            returns--;
            pairs++;
            if (block.size() > 0) {
                block.write(next);
            }
            return Optional.empty();
        }
        afterReturn = next == '\r';
        block.write(next);
        if (next != '\r' && next != '\n') {
            line.write(next);
            return Optional.empty();
        }
        returns += next == '\r' ? 1 : 0;
        feeds += next == '\n' ? 1 : 0;
        return endLine(at);
    }

    private Optional<Block> endLine(Duration at) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!begun && text.startsWith("\uFEFF")) {
            hasMark = true;
            text = text.substring(1);
            dropMark();
        }
        begun = true;
        if (!text.isEmpty()) {
            lines.add(text);
            noteSpace(text);
            return Optional.empty();
        }
        var whole = new Block(at, Bytes.of(block.toByteArray()), lines);
        block.reset();
        lines.clear();
        return Optional.of(whole);
    }

    private void dropMark() {
        var bytes = block.toByteArray();
        block.reset();
        block.write(bytes, MARK.length, bytes.length - MARK.length);
    }

    private void noteSpace(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            boolean space = text.startsWith(" ", colon + 1);
            spaced += space ? 1 : 0;
            unspaced += space ? 0 : 1;
        }
    }

    /** The bytes of a block whose blank line has not come. */
    Bytes rest() {
        return Bytes.of(block.toByteArray());
    }

    boolean hasMark() {
        return hasMark;
    }

    /** Whether a space follows the colon of fields; what is done in most lines counts. */
    boolean hasSpaces() {
        return spaced >= unspaced;
    }

    /** The scenario language's word for how the lines end. */
    String lineEnds() {
        int kinds = (returns > 0 ? 1 : 0) + (pairs > 0 ? 1 : 0) + (feeds > 0 ? 1 : 0);
        if (kinds > 1) {
            return "mixed";
        }
        return pairs > 0 ? "crlf" : returns > 0 ? "cr" : "lf";
    }
}
