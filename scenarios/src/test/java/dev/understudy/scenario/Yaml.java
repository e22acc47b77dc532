package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.List;

/** Scenarios in tests. */
final class Yaml {
    static final Contract CONTRACT = Contract.load("bookstrack");
    static final ScenarioReader READER = new ScenarioReader(CONTRACT);
    static final String HEAD = "id: x\ntitle: T\nabout: A\n";

    private Yaml() {}

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
