package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.language.LanguageReference;
import dev.understudy.scenario.language.SchemaWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files that are made from the language say what the language is; with -Dunderstudy.regenerate=true they are written. */
class GeneratedFilesTest {
    private static final String BEGIN = "<!-- language:begin -->\n";
    private static final String END = "<!-- language:end -->\n";
    private static final ScenarioLanguage LANGUAGE =
            new ScenarioLanguage(Contract.bundled().stream().map(Contract::load).toList());

    private static void assertSame(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("understudy.regenerate")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(file + " is out of date: run the tests of this module with -Dunderstudy.regenerate=true")
                .isEqualTo(wanted);
    }

    @Test
    void the_schema_is_what_the_language_gives() throws IOException {
        var schema = SchemaWriter.write(LANGUAGE.file()).toPrettyString().replace("\r\n", "\n") + "\n";
        assertSame(Path.of("scenario.schema.json"), schema);
    }

    @Test
    void the_reference_is_what_the_language_gives() throws IOException {
        var readme = Path.of("README.md");
        var text = Files.readString(readme);
        var before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        var after = text.substring(text.indexOf(END));
        var reference = LanguageReference.write(LANGUAGE.file(), LANGUAGE.families());
        assertSame(readme, before + reference + after);
    }

    @Test
    void the_reference_explains_every_word() {
        var reference = LanguageReference.write(LANGUAGE.file(), LANGUAGE.families());
        assertThat(LANGUAGE.families())
                .allSatisfy(family -> assertThat(family.kinds())
                        .allSatisfy(kind -> assertThat(reference).contains("| `" + kind.word() + "` | ")));
        LANGUAGE.file().fields().forEach(field -> assertThat(reference).contains("| `" + field.name() + "`"));
    }
}
