package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.HexFormat;

/**
 * Bytes on the wire as they are. The contract is not asked.
 *
 * @param text characters; or bytes in hexadecimal
 */
record RawStep(String text, boolean hex) implements Step {
    static final Kind<Step> TEXT = Kind.with(
            "raw",
            "These characters as they are, in UTF-8; `{jobId}` stands for the job's id. The contract is not asked.",
            Types.text(),
            "raw: \"data: {broken\\n\\n\"",
            words -> new RawStep(words.text(), false));
    static final Kind<Step> HEX = Kind.with(
            "raw-hex",
            "These bytes as they are. The contract is not asked.",
            Types.hex(),
            "raw-hex: \"64 61 74 61 3a ff 0a 0a\"",
            words -> new RawStep(words.text().replace(" ", ""), true));

    @Override
    public boolean writesBytes() {
        return true;
    }

    @Override
    public void tell(Storyline story) {
        if (hex) {
            story.raw(HexFormat.of().parseHex(text));
        } else {
            story.rawText(text);
        }
    }
}
