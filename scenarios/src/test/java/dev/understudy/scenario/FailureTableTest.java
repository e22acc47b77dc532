package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The catalogue's own page names every failure with its scenario, and every scenario with its failure. */
class FailureTableTest {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("catalogue", "README.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what goes wrong"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    private static List<String> named() throws IOException {
        return rows().stream()
                .flatMap(row -> NAME.matcher(row[3]).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    @Test
    void every_scenario_is_named_once_and_every_name_is_a_scenario() throws IOException {
        assertThat(named())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.bundled(Yaml.READER).ids());
    }

    @Test
    void every_row_has_its_failure_its_source_and_its_scenario_or_why_there_is_none() throws IOException {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row).as(Arrays.toString(row)).hasSize(5);
            assertThat(row[1]).isNotBlank();
            assertThat(row[2]).matches("seen|(HTML|RFC|Fetch) .+");
            assertThat(row[3]).matches("`.+`|- \\(.+\\)");
        });
    }
}
