package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page says of the contracts what they say themselves; with -Dunderstudy.regenerate=true its tables are written anew. */
class MigrationPageTest {
    private static final Path PAGE = Path.of("MIGRATION.md");
    private static final String BEGIN = "<!-- packs:begin -->\n";
    private static final String END = "<!-- packs:end -->\n";
    private static final Pattern SCENARIO = Pattern.compile("`([a-z0-9-]+)` of `([a-z-]+)`");

    @Test
    void the_tables_are_what_the_packs_give() throws IOException {
        var text = Files.readString(PAGE);
        var tables = MigrationTables.write(Stream.of("bookstrack-legacy", "bookstrack-guide", "bookstrack")
                .map(Contract::load)
                .toList());
        var wanted = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + tables
                + "\n"
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("understudy.regenerate")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE + " is out of date: run the tests of this module with -Dunderstudy.regenerate=true")
                .isEqualTo(wanted);
    }

    @Test
    void every_scenario_of_the_page_is_there() throws IOException {
        var named = SCENARIO.matcher(Files.readString(PAGE)).results().toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(
                                Catalogue.bundled(Yaml.reader(name.group(2))).ids())
                        .contains(name.group(1)));
    }

    @Test
    void the_packs_of_the_page_are_bundled() {
        assertThat(Contract.bundled()).containsAll(List.of("bookstrack-legacy", "bookstrack-guide", "bookstrack"));
    }
}
