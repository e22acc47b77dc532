package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a message stands in WebSocket frames, where that is not one plain text frame.
 *
 * @param fragments so many bytes in each frame
 * @param pings whether a ping stands between two frames
 * @param binary whether it is sent as binary
 * @param masked whether frames are masked, which a server must not do (RFC 6455, 5.1)
 * @param brokenUtf8 whether the text ends within a character
 * @param reservedBits whether a bit is set that means nothing
 * @param opcode the frame's kind, whatever it is; empty for that of a text or of bytes
 * @param size it is padded with blanks to so many bytes; 0 for as it is
 */
public record MessageForm(
        OptionalInt fragments,
        boolean pings,
        boolean binary,
        boolean masked,
        boolean brokenUtf8,
        boolean reservedBits,
        OptionalInt opcode,
        int size) {
    /** One plain text frame. */
    public static final MessageForm USUAL =
            new MessageForm(OptionalInt.empty(), false, false, false, false, false, OptionalInt.empty(), 0);

    private static final int MOST_SIZE = 64 * 1024 * 1024;
    private static final int LARGEST_OPCODE = 15;

    static final Struct STRUCT = new Struct(
            "send-as",
            "how a message stands in WebSocket frames",
            List.of(
                    Field.optional("fragments", Types.integer(1), "In frames of so many bytes. Without it: one frame."),
                    Field.optional("ping-between", Types.flag(), "Whether a ping stands between two frames."),
                    Field.optional("binary", Types.flag(), "Whether it is binary. Without it: text."),
                    Field.optional("masked", Types.flag(), "Whether it is masked, which no server may do."),
                    Field.optional("broken-utf8", Types.flag(), "Whether its text ends within a character."),
                    Field.optional("reserved-bits", Types.flag(), "Whether a bit is set that means nothing."),
                    Field.optional("opcode", Types.integer(0, LARGEST_OPCODE), "The kind of frame it says it is."),
                    Field.optional("size", Types.size(MOST_SIZE), "Padded with blanks to this size, such as 33MiB.")));

    static MessageForm read(Words words) {
        return new MessageForm(
                words.integer("fragments"),
                words.flag("ping-between", false),
                words.flag("binary", false),
                words.flag("masked", false),
                words.flag("broken-utf8", false),
                words.flag("reserved-bits", false),
                words.integer("opcode"),
                words.size("size"));
    }
}
