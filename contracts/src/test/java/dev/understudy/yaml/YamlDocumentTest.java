package dev.understudy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {
    private static void assertRefused(String text, String words) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> YamlDocument.parse("f.yaml", text))
                .withMessage(words);
    }

    @Test
    void every_value_and_every_key_has_its_place() {
        var document = YamlDocument.parse("f.yaml", "a: 1\nb:\n  - x\n  - {c: 2}\n");
        assertThat(document.locate("/a")).hasToString("f.yaml:1:4");
        assertThat(document.locateKey("/b")).hasToString("f.yaml:2:1");
        assertThat(document.locate("/b/1/c")).hasToString("f.yaml:4:9");
        assertThat(document.locateKey("/b/1/c")).hasToString("f.yaml:4:6");
    }

    @Test
    void what_is_not_there_is_placed_at_the_nearest_value_around_it() {
        var document = YamlDocument.parse("f.yaml", "a:\n  b: {c: 1}\n");
        assertThat(document.locate("/a/b/nope/deeper")).hasToString("f.yaml:2:6");
        assertThat(document.locate("/nope")).hasToString("f.yaml:1:1");
    }

    @Test
    void keys_with_slashes_and_tildes_are_escaped_in_pointers() {
        var document = YamlDocument.parse("f.yaml", "a/b: {c~d: 1}\n");
        var pointer = YamlDocument.child(YamlDocument.child("", "a/b"), "c~d");
        assertThat(pointer).isEqualTo("/a~1b/c~0d");
        assertThat(document.at(pointer).intValue()).isEqualTo(1);
        assertThat(document.locate(pointer)).hasToString("f.yaml:1:12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{b} | {'b':null}",
                "{b: } | {'b':null}",
                "{b: ~} | {'b':null}",
                "{b: ''} | {'b':''}",
                "{b: !!str ''} | {'b':''}",
                "{t: 📚📚, b: ''} | {'t':'📚📚','b':''}",
                "{b: 9223372036854775808} | {'b':9223372036854775808}",
                "{b: 1.5} | {'b':1.5}",
                "{b: .inf} | {'b':'.inf'}",
                "{b: true} | {'b':true}",
                "{b: 12:30} | {'b':'12:30'}",
                "{b: [1, x]} | {'b':[1,'x']}"
            },
            quoteCharacter = '`')
    void values_are_what_they_look_like(String text, String json) {
        assertThat(YamlDocument.parse("f.yaml", text).root()).hasToString(json.replace('\'', '"'));
    }

    @Test
    void a_number_can_be_had_as_it_was_written() {
        var document = YamlDocument.parse("f.yaml", "isbn: 0010\nprice: 1.10\nname: x\n");
        assertThat(document.text("/isbn")).isEqualTo("0010");
        assertThat(document.text("/price")).isEqualTo("1.10");
        assertThat(document.text("/name")).isEqualTo("x");
    }

    @Test
    void an_empty_text_is_an_empty_document() {
        assertThat(YamlDocument.parse("f.yaml", "").isEmpty()).isTrue();
        assertThat(YamlDocument.parse("f.yaml", "# nothing but this\n").isEmpty())
                .isTrue();
        assertThat(YamlDocument.parse("f.yaml", "{}").isEmpty()).isFalse();
    }

    @Test
    void a_key_that_is_there_twice_is_refused() {
        assertRefused("a: 1\nb: 2\na: 3\n", "f.yaml:3:1  The key 'a' is here twice. The first one is at f.yaml:1:1.");
    }

    @Test
    void aliases_are_refused() {
        assertRefused("a: &x [1]\nb: *x\n", "f.yaml:2:4  Aliases (*name) are not supported here. Write the value out.");
        assertRefused(
                "a: &x {c: 1}\nb: {<<: *x}\n",
                "f.yaml:2:9  Aliases (*name) are not supported here. Write the value out.");
    }

    @Test
    void a_second_document_is_refused() {
        assertRefused(
                "a: 1\n---\nb: 2\n",
                "f.yaml:3:1  There is a second document in this file. Put each into a file of its own.");
    }

    @Test
    void syntax_errors_name_the_place_of_the_fault() {
        assertRefused(
                "a: [1, 2\nb: 3\n",
                "f.yaml:2:2  This is not YAML: expected ',' or ']', but got :. Check indents and quotes.");
        assertRefused(
                "a: b: c\n",
                "f.yaml:1:5  This is not YAML: mapping values are not allowed here. Check indents and quotes.");
        assertRefused(
                "? [a]\n: b\n", "f.yaml:1:4  This is not YAML: a key must be plain text. Check indents and quotes.");
    }

    @Test
    void sixty_four_levels_are_fine_and_one_more_is_not() {
        assertThat(YamlDocument.parse("f.yaml", "[".repeat(64) + "]".repeat(64)).isEmpty())
                .isFalse();
        assertRefused(
                "[".repeat(65) + "]".repeat(65),
                "f.yaml:1:65  This is nested more than 64 levels deep. Make it flatter.");
    }

    @Test
    void a_text_over_four_megabytes_is_refused() {
        assertRefused(
                "x".repeat(4 * 1024 * 1024 + 1),
                "f.yaml:1:1  This has 4194305 characters; at most 4194304 are allowed. Make it several files.");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        var missing = folder.resolve("missing.yaml");
        assertUnreadable(missing, missing + ":1:1  There is no such file. Is the path right?");
        assertUnreadable(folder, folder + ":1:1  This is a folder. Name a file in it.");
    }

    @Test
    void what_is_not_utf_8_is_shown_where_it_is(@TempDir Path folder) throws IOException {
        var latin = Files.write(folder.resolve("latin.yaml"), "a: 1\nb: né".getBytes(StandardCharsets.ISO_8859_1));
        assertUnreadable(latin, latin + ":2:5  The byte 0xE9 is not UTF-8 here. Save the file as UTF-8.");
        var mixed = Files.write(folder.resolve("mixed.yaml"), new byte[] {(byte) 0xc3, (byte) 0xa9, (byte) 0xff, 10});
        assertUnreadable(mixed, mixed + ":1:2  The byte 0xFF is not UTF-8 here. Save the file as UTF-8.");
    }

    @Test
    void a_huge_file_is_refused_before_all_of_it_is_read(@TempDir Path folder) throws IOException {
        var huge = Files.write(folder.resolve("huge.yaml"), new byte[12 * 1024 * 1024 + 1]);
        assertUnreadable(huge, huge + ":1:1  This has more than 4194304 characters. Make it several files.");
    }

    private static void assertUnreadable(Path file, String message) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> YamlDocument.read(file))
                .withMessage(message);
    }

    @Test
    void problems_come_in_the_order_of_the_text() {
        var late = new Problem(new Location("f.yaml", 9, 1), "late", "");
        var early = new Problem(new Location("f.yaml", 2, 5), "early", "");
        var other = new Problem(new Location("a.yaml", 1, 1), "other file", "");
        assertThat(new InvalidDocumentException(java.util.List.of(late, other, early)).problems())
                .containsExactly(early, late, other);
    }
}
