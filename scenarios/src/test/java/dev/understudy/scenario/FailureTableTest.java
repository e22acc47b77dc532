package dev.understudy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue's own page of each pack names every failure with its scenario, and every scenario with its failure. */
class FailureTableTest {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    static List<String> packs() {
        return Contract.bundled();
    }

    private static List<String[]> rows(String pack) throws IOException {
        return Files.readAllLines(Yaml.catalogue(pack).resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what goes wrong"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    private static List<String> named(String pack) throws IOException {
        return rows(pack).stream()
                .flatMap(row -> NAME.matcher(row[3]).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_scenario_is_named_once_and_every_name_is_a_scenario(String pack) throws IOException {
        assertThat(named(pack))
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.bundled(Yaml.reader(pack)).ids());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void every_row_has_its_failure_its_source_and_its_scenario_or_why_there_is_none(String pack) throws IOException {
        assertThat(rows(pack)).isNotEmpty().allSatisfy(row -> {
            assertThat(row).as(Arrays.toString(row)).hasSize(5);
            assertThat(row[1]).isNotBlank();
            assertThat(row[2]).matches("seen|documented|(HTML|RFC|Fetch) .+");
            assertThat(row[3]).matches("`.+`|- \\(.+\\)");
        });
    }
}
