package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Scenarios in tests. */
final class Yaml {
    static final Contract CONTRACT = Contract.load("bookstrack");
    static final ScenarioReader READER = new ScenarioReader(CONTRACT);
    static final String HEAD = "id: x\ntitle: T\nabout: A\n";

    private static final Map<String, ScenarioReader> READERS = Contract.bundled().stream()
            .collect(Collectors.toMap(name -> name, name -> new ScenarioReader(Contract.load(name))));

    private Yaml() {}

    /** The reader for scenarios of this pack. */
    static ScenarioReader reader(String pack) {
        return Objects.requireNonNull(READERS.get(pack), pack);
    }

    /** The folder above a pack's groups of scenarios. */
    static Path catalogue(String pack) {
        var all = Path.of("catalogue");
        return pack.equals(Contract.DEFAULT) ? all : all.resolve(pack);
    }

    /** The scenario with this behind the three lines that every one has. */
    static Scenario scenario(String rest) {
        return READER.read(YamlDocument.parse("x.yaml", HEAD + rest), "group");
    }

    /** What is wrong with a text, a line each; nothing if it is in order. */
    static List<String> problems(String text) {
        try {
            READER.read(YamlDocument.parse("x.yaml", text), "group");
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
