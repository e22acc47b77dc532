package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The plain types of the language. */
public final class Types {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private Types() {}

    public static FieldType text() {
        return new Plain("text", oneOf("string", "number"), node -> node.isTextual() || node.isNumber());
    }

    public static FieldType flag() {
        return new Plain("true or false", schema("boolean"), JsonNode::isBoolean);
    }

    /** A whole number, not below this one. */
    public static FieldType integer(int least) {
        return new Plain(
                "a whole number of at least " + least,
                schema("integer").put("minimum", least),
                node -> node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= least);
    }

    /** A whole number in this range, both ends included. */
    public static FieldType integer(int least, int most) {
        return new Plain(
                "a whole number from " + least + " to " + most,
                schema("integer").put("minimum", least).put("maximum", most),
                node -> node.isIntegralNumber()
                        && node.canConvertToInt()
                        && node.intValue() >= least
                        && node.intValue() <= most);
    }

    /** A duration; see {@link DurationText}. Plain numbers are refused, for nobody can tell their unit. */
    public static FieldType duration() {
        return new Plain(
                "a duration such as 200ms, 5s or 2h",
                durationSchema(""),
                node -> DurationText.parse(node.asText()).isPresent());
    }

    /** A duration, or {@code none}. */
    public static FieldType durationOrNone() {
        return durationOr("none");
    }

    /** A duration, or one of these words. */
    public static FieldType durationOr(String... words) {
        var known = List.of(words);
        return new Plain(
                "a duration such as 30s, or " + String.join(" or ", known),
                durationSchema(String.join("|", known) + "|"),
                node -> known.contains(node.asText())
                        || DurationText.parse(node.asText()).isPresent());
    }

    /** A number of bytes, plain or in KiB or MiB, up to this many. */
    public static FieldType size(int most) {
        return new Plain(
                "a size such as 500, 64KiB or 5MiB",
                oneOf("string", "integer")
                        .put("pattern", "^\\d{1,9}(KiB|MiB)?$")
                        .put("minimum", 0)
                        .put("maximum", most),
                node -> SizeText.parse(node.asText())
                        .filter(size -> size <= most)
                        .isPresent());
    }

    /** Bytes in hexadecimal, two digits each; blanks between them are fine. */
    public static FieldType hex() {
        return new Plain(
                "bytes in hexadecimal, such as \"ef bb bf\"",
                schema("string").put("pattern", "^([0-9a-fA-F]{2} *)*$"),
                node -> node.isValueNode() && isHex(node.asText()));
    }

    /** Not one pattern for the whole: on a long text that would overflow the stack. */
    private static boolean isHex(String text) {
        return Stream.of(text.split(" +", -1))
                .allMatch(word -> word.length() % 2 == 0 && HEX.matcher(word).matches());
    }

    /** A JSON object with any content. */
    public static FieldType object() {
        return new Plain("an object", schema("object"), JsonNode::isObject);
    }

    /** Any value. */
    public static FieldType any() {
        return new Plain("any value", JsonNodeFactory.instance.objectNode(), node -> true);
    }

    /** One of these words. */
    public static FieldType word(List<String> words) {
        return new Word(List.copyOf(words));
    }

    public static FieldType listOf(FieldType entry) {
        return new ListOf(entry);
    }

    /** An object with any keys out of a list, each with a value of this type. */
    public static FieldType mapOf(List<String> keys, FieldType value) {
        return new MapOf(List.copyOf(keys), value);
    }

    /** As a text; or as the number 0, for which YAML takes it. */
    private static ObjectNode durationSchema(String more) {
        return oneOf("string", "integer")
                .put("pattern", "^(" + more + "0|\\d{1,9}(\\.\\d{1,6})?(us|ms|s|m|h))$")
                .put("maximum", 0)
                .put("minimum", 0);
    }

    private static ObjectNode oneOf(String... types) {
        var schema = JsonNodeFactory.instance.objectNode();
        for (var type : types) {
            schema.withArray("type").add(type);
        }
        return schema;
    }

    static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static Problem wrongType(YamlDocument document, String pointer, String wanted) {
        return new Problem(
                document.locate(pointer), "Found " + shorten(document.at(pointer)) + ", expected " + wanted + ".", "");
    }

    private static String shorten(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "nothing";
        }
        var text = node.toString();
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    private record Plain(String summary, ObjectNode fragment, Predicate<JsonNode> fits) implements FieldType {
        @Override
        public ObjectNode schema(Definitions definitions) {
            return fragment.deepCopy();
        }

        @Override
        public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
            if (!fits.test(document.at(pointer))) {
                problems.accept(wrongType(document, pointer, summary));
            }
        }
    }

    private record Word(List<String> words) implements FieldType {
        @Override
        public String summary() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            var schema = JsonNodeFactory.instance.objectNode();
            var values = schema.putArray("enum");
            words.forEach(word -> {
                values.add(word);
                if (NUMBER.matcher(word).matches()) {
                    values.add(Integer.parseInt(word));
                }
            });
            return schema;
        }

        @Override
        public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
            var found = document.at(pointer).asText();
            if (!words.contains(found)) {
                problems.accept(new Problem(
                        document.locate(pointer),
                        "'" + found + "' is not known here.",
                        NearestWord.advice(found, words)));
            }
        }
    }

    private record ListOf(FieldType entry) implements FieldType {
        @Override
        public String summary() {
            return "a list, each entry " + entry.summary();
        }

        @Override
        public List<FieldType> parts() {
            return List.of(entry);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            var schema = Types.schema("array");
            schema.set("items", entry.schema(definitions));
            return schema;
        }

        @Override
        public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
            var list = document.at(pointer);
            if (!list.isArray()) {
                problems.accept(wrongType(document, pointer, summary()));
            }
            for (int i = 0; list.isArray() && i < list.size(); i++) {
                entry.check(document, pointer + "/" + i, problems);
            }
        }
    }

    private record MapOf(List<String> keys, FieldType value) implements FieldType {
        @Override
        public String summary() {
            return "by " + String.join(", ", keys) + ": " + value.summary();
        }

        @Override
        public List<FieldType> parts() {
            return List.of(value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            var schema = Types.schema("object").put("additionalProperties", false);
            var properties = schema.putObject("properties");
            keys.forEach(key -> properties.set(key, value.schema(definitions)));
            return schema;
        }

        @Override
        public void check(YamlDocument document, String pointer, Consumer<Problem> problems) {
            var map = document.at(pointer);
            if (!map.isObject()) {
                problems.accept(wrongType(document, pointer, summary()));
            }
            map.fieldNames().forEachRemaining(key -> {
                if (keys.contains(key)) {
                    value.check(document, pointer + "/" + key, problems);
                } else {
                    problems.accept(Struct.unknown(document, YamlDocument.child(pointer, key), key, keys));
                }
            });
        }
    }
}
