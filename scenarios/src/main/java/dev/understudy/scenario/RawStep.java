package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes on the wire as they are. The contract is not asked. */
record RawStep(String hex) implements Step {
    static final Kind<Step> TEXT = Kind.with(
            "raw",
            "These characters as they are, in UTF-8. The contract is not asked.",
            Types.text(),
            "raw: \"data: {broken\\n\\n\"",
            words -> new RawStep(HexFormat.of().formatHex(words.text().getBytes(StandardCharsets.UTF_8))));
    static final Kind<Step> HEX = Kind.with(
            "raw-hex",
            "These bytes as they are. The contract is not asked.",
            Types.hex(),
            "raw-hex: \"64 61 74 61 3a ff 0a 0a\"",
            words -> new RawStep(words.text().replace(" ", "")));

    @Override
    public void tell(Storyline story) {
        story.raw(HexFormat.of().parseHex(hex));
    }
}
