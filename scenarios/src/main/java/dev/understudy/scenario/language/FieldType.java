package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.List;
import java.util.function.Consumer;

/** What may stand in a field. */
public interface FieldType {
    /** For the reference: "a duration, such as 200ms". */
    String summary();

    /** The type as JSON Schema, for editors. */
    ObjectNode schema(Definitions definitions);

    /** What may stand inside it, one level down. */
    default List<FieldType> parts() {
        return List.of();
    }

    /** Reports everything in the value at this JSON pointer that does not fit. */
    void check(YamlDocument document, String pointer, Consumer<Problem> problems);
}
