package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A family of kinds: in its place stands exactly one word of it, alone or with a body, and perhaps some fields that any of them may have.
 *
 * @param shared fields beside the word, such as {@code after}
 */
public record KindFamily<T>(String name, String summary, List<Kind<? extends T>> kinds, List<Field> shared)
        implements FieldType {
    public KindFamily {
        kinds = List.copyOf(kinds);
        shared = List.copyOf(shared);
    }

    private List<String> words() {
        return kinds.stream().<String>map(Kind::word).toList();
    }

    @Override
    public ObjectNode schema(Definitions definitions) {
        return definitions.reference(name, () -> {
            var schema = JsonNodeFactory.instance.objectNode().put("description", summary);
            var forms = schema.putArray("anyOf");
            var alone = Types.schema("string");
            var words = alone.putArray("enum");
            kinds.stream().filter(Kind::bodyOptional).map(Kind::word).forEach(words::add);
            if (!words.isEmpty()) {
                forms.add(alone);
            }
            kinds.forEach(kind -> forms.add(objectForm(kind, definitions)));
            return schema;
        });
    }

    private ObjectNode objectForm(Kind<? extends T> kind, Definitions definitions) {
        var schema = Types.schema("object").put("additionalProperties", false).put("description", kind.summary());
        var properties = schema.putObject("properties");
        properties.set(kind.word(), bodySchema(kind, definitions));
        shared.forEach(field -> properties.set(field.name(), field.type().schema(definitions)));
        schema.putArray("required").add(kind.word());
        return schema;
    }

    /** What stands behind the word; nothing at all, as in {@code {after: 1s, completed}}, is null to a schema. */
    private static ObjectNode bodySchema(Kind<?> kind, Definitions definitions) {
        if (kind.body().isEmpty()) {
            return Types.schema("null");
        }
        var body = kind.body().get().schema(definitions);
        if (!kind.bodyOptional()) {
            return body;
        }
        var either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(Types.schema("null")).add(body);
        return either;
    }

    @Override
    public List<FieldType> parts() {
        return Stream.concat(
                        kinds.stream().flatMap(kind -> kind.body().stream()),
                        shared.stream().map(Field::type))
                .toList();
    }

    @Override
    public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
        var node = document.at(pointer);
        if (node.isTextual()) {
            checkAlone(document, pointer, node.textValue(), problems);
        } else if (node.isObject()) {
            checkObject(document, pointer, problems);
        } else {
            problems.accept(Types.wrongType(document, pointer, summary));
        }
    }

    private void checkAlone(YamlDocument document, String pointer, String word, Consumer<Problem> problems) {
        var kind = kind(word);
        if (kind.isEmpty()) {
            problems.accept(Struct.unknown(document, pointer, word, words()));
        } else if (!kind.get(0).bodyOptional()) {
            problems.accept(new Problem(
                    document.locate(pointer),
                    "'" + word + "' needs something behind it.",
                    "For example: " + kind.get(0).example()));
        }
    }

    private void checkObject(YamlDocument document, String pointer, Consumer<Problem> problems) {
        var sharedNames = shared.stream().map(Field::name).toList();
        var own = new ArrayList<String>();
        document.at(pointer).fieldNames().forEachRemaining(key -> {
            if (!sharedNames.contains(key)) {
                own.add(key);
            }
        });
        own.stream()
                .filter(key -> kind(key).isEmpty())
                .forEach(key -> problems.accept(Struct.unknown(
                        document,
                        YamlDocument.child(pointer, key),
                        key,
                        Stream.concat(words().stream(), sharedNames.stream()).toList())));
        var known = own.stream().filter(key -> !kind(key).isEmpty()).toList();
        if (known.size() > 1) {
            problems.accept(new Problem(
                    document.locateKey(pointer + "/" + known.get(1)),
                    "'" + known.get(0) + "' and '" + known.get(1) + "' stand in one entry.",
                    "Make it two entries."));
        }
        if (own.isEmpty()) {
            problems.accept(new Problem(
                    document.locate(pointer),
                    "Nothing is said here.",
                    "Use one of: " + String.join(", ", words()) + "."));
        }
        shared.stream()
                .filter(field -> document.at(pointer).has(field.name()))
                .forEach(field -> field.type().check(document, pointer + "/" + field.name(), problems));
        known.forEach(key -> checkBody(document, pointer + "/" + key, kind(key).get(0), problems));
    }

    private void checkBody(YamlDocument document, String pointer, Kind<? extends T> kind, Consumer<Problem> problems) {
        boolean nothing = document.at(pointer).isNull();
        if (nothing && kind.bodyOptional()) {
            return;
        }
        if (kind.body().isPresent()) {
            kind.body().get().check(document, pointer, problems);
        } else {
            problems.accept(new Problem(
                    document.locate(pointer), "'" + kind.word() + "' stands alone.", "Write: " + kind.example()));
        }
    }

    private List<Kind<? extends T>> kind(String word) {
        return kinds.stream()
                .filter(kind -> kind.word().equals(word))
                .<Kind<? extends T>>map(kind -> kind)
                .toList();
    }

    /** Reads the entry that stands here, which {@link #check} found to be in order. */
    public T read(Words entry) {
        for (var kind : kinds) {
            if (entry.isText(kind.word())) {
                return kind.reader().apply(entry.nothing());
            }
            if (entry.has(kind.word())) {
                return kind.reader().apply(entry.child(kind.word()));
            }
        }
        throw new IllegalStateException("not checked: " + entry);
    }
}
