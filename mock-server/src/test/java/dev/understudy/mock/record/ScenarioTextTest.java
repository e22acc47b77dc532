package dev.understudy.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.yaml.YamlDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain words",
                "no",
                "Null",
                "12",
                "1e3",
                "0x1F",
                "200ms",
                "a: b",
                "a #b",
                "- a",
                "{a}",
                "'a'",
                "\"a\"",
                "a\nb\r\n",
                "\u0000\u0085\u2028\uFEFF",
                "吾輩は猫である 📚",
                "trailing ",
                "2026-01-01"
            })
    void every_text_is_read_back_as_it_was(String text) {
        var tree = Json.NODES.objectNode();
        tree.put("one", text);
        tree.putObject("two").putArray("list").addObject().put(text.isBlank() ? "key" : text, text);

        assertThat(YamlDocument.parse("test", ScenarioText.of(tree)).root()).isEqualTo(tree);
    }

    @Test
    void what_fits_is_on_one_line() {
        var tree = Json.NODES.objectNode();
        var steps = tree.put("id", "my-day").putObject("job").putArray("timeline");
        steps.add("initialized");
        steps.addObject().put("after", "200ms").putObject("processing").put("processed", 1);
        steps.addObject().put("raw", "x".repeat(120));
        tree.putArray("tags").add("recorded");

        assertThat(ScenarioText.of(tree).lines().toList())
                .isEqualTo(List.of(
                        "id: my-day",
                        "",
                        "job:",
                        "  timeline:",
                        "    - initialized",
                        "    - {after: 200ms, processing: {processed: 1}}",
                        "    - raw: " + "x".repeat(120),
                        "tags: [recorded]"));
    }
}
