package dev.understudy.mock.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario of the catalogue, played from beginning to end, is what its transcript says that was meant. With
 * -Dunderstudy.regenerate=true the transcripts are written anew, to be read before they are committed.
 */
class PlayedCatalogueTest {
    private static final Path PLAYED = Path.of("src", "test", "resources", "played");

    /** A contract with its scenarios. */
    record Pack(Contract contract, Catalogue catalogue) {
        static Pack of(String name) {
            var contract = Contract.load(name);
            return new Pack(contract, Catalogue.bundled(new ScenarioReader(contract)));
        }

        Stream<Piece> pieces() {
            return catalogue.all().stream().map(scenario -> new Piece(this, scenario));
        }

        Path folder() {
            return contract.name().equals(Contract.DEFAULT) ? PLAYED : PLAYED.resolve(contract.name());
        }
    }

    /** A scenario that is to be played. */
    record Piece(Pack pack, Scenario scenario) {
        Path file() {
            return pack.folder().resolve(scenario.group()).resolve(scenario.id() + ".txt");
        }

        String play() throws IOException, InterruptedException {
            return hasStreams()
                    ? Performance.of(pack.contract(), pack.catalogue(), scenario)
                    : SocketPerformance.of(pack.contract(), pack.catalogue(), scenario);
        }

        /** Whether streams are what the contract has first, as a way to follow a job. */
        private boolean hasStreams() {
            return pack.contract().operations().stream()
                    .flatMap(operation -> operation.role().stream())
                    .filter(role -> role == JobRole.STREAM || role == JobRole.WEBSOCKET)
                    .findFirst()
                    .filter(role -> role == JobRole.STREAM)
                    .isPresent();
        }

        @Override
        public String toString() {
            return pack.contract().name() + " " + scenario.id();
        }
    }

    static Stream<Piece> pieces() {
        return Contract.bundled().stream().map(Pack::of).flatMap(Pack::pieces);
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void a_scenario_is_played_as_its_transcript_says(Piece piece) throws IOException, InterruptedException {
        var file = piece.file();
        var played = piece.play();
        if (Boolean.getBoolean("understudy.regenerate")) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
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
                            pieces().map(Piece::file).toList());
        }
    }
}
