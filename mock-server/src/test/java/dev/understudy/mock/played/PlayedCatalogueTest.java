package dev.understudy.mock.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario of the catalogue, played from beginning to end, is what its transcript says that was meant. With
 * -Dunderstudy.regenerate=true the transcripts are written anew, to be read before they are committed.
 */
class PlayedCatalogueTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");
    private static final Catalogue CATALOGUE = Catalogue.bundled(new ScenarioReader(CONTRACT));
    private static final Path PLAYED = Path.of("src", "test", "resources", "played");

    static Stream<Scenario> scenarios() {
        return CATALOGUE.all().stream();
    }

    private static Path file(Scenario scenario) {
        return PLAYED.resolve(scenario.group()).resolve(scenario.id() + ".txt");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_is_played_as_its_transcript_says(Scenario scenario) throws IOException, InterruptedException {
        var file = file(scenario);
        var played = Performance.of(CONTRACT, CATALOGUE, scenario);
        if (Boolean.getBoolean("understudy.regenerate")) {
            Files.createDirectories(PLAYED.resolve(scenario.group()));
            Files.writeString(file, played);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(file + " says otherwise. If what is played now is what is meant, run this test with"
                        + " -Dunderstudy.regenerate=true and read the new transcript")
                .isEqualTo(played);
    }

    @Test
    void no_transcript_is_left_without_its_scenario() throws IOException {
        try (var files = Files.walk(PLAYED)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrderElementsOf(
                            scenarios().map(PlayedCatalogueTest::file).toList());
        }
    }
}
