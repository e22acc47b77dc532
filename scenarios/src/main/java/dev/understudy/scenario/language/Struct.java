package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.List;
import java.util.function.Consumer;

/** An object with these fields and no others. */
public record Struct(String name, String summary, List<Field> fields) implements FieldType {
    public Struct {
        fields = List.copyOf(fields);
    }

    @Override
    public ObjectNode schema(Definitions definitions) {
        return definitions.reference(name, () -> schemaOf(fields, definitions).put("description", summary));
    }

    @Override
    public List<FieldType> parts() {
        return fields.stream().map(Field::type).toList();
    }

    static ObjectNode schemaOf(List<Field> fields, Definitions definitions) {
        var schema = Types.schema("object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        fields.forEach(field -> {
            var property = field.type().schema(definitions);
            properties.set(
                    field.name(), property.has("$ref") ? property : property.put("description", field.summary()));
        });
        var required = fields.stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        return schema;
    }

    @Override
    public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
        if (!document.at(pointer).isObject()) {
            var names = fields.stream().map(Field::name).toList();
            problems.accept(Types.wrongType(document, pointer, "fields out of: " + String.join(", ", names)));
            return;
        }
        check(document, pointer, fields, problems);
    }

    /** Checks an object against fields: unknown words, missing ones, and each value. */
    static void check(YamlDocument document, String pointer, List<Field> fields, Consumer<Problem> problems) {
        var node = document.at(pointer);
        var known = fields.stream().map(Field::name).toList();
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.accept(unknown(document, YamlDocument.child(pointer, key), key, known));
            }
        });
        for (var field : fields) {
            if (node.has(field.name())) {
                field.type().check(document, pointer + "/" + field.name(), problems);
            } else if (field.required()) {
                problems.accept(new Problem(
                        document.locate(pointer),
                        "'" + field.name() + "' is missing: " + field.type().summary() + ".",
                        field.summary()));
            }
        }
    }

    static Problem unknown(YamlDocument document, String pointer, String word, List<String> known) {
        return new Problem(
                document.locateKey(pointer), "There is no '" + word + "' here.", NearestWord.advice(word, known));
    }
}
