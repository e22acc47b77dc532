package dev.understudy.mock.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Writes a tree as YAML that people like to read and to change: what fits on a line is on one. A field whose value is missing is a word
 * that stands alone.
 */
final class ScenarioText {
    private static final int WIDTH = 120;
    private static final int MOST_DEPTH = 3;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*|\\d+(\\.\\d+)?(us|ms|s|m|h)");
    /** Words that older readers of YAML take for something else than texts. */
    private static final Pattern NO_TEXT = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\uFEFF]");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ScenarioText() {}

    /** The tree, an object, as a document. */
    static String of(JsonNode tree) {
        var text = new StringBuilder();
        fields(tree, 0, text);
        return text.toString();
    }

    private static void fields(JsonNode object, int indent, StringBuilder text) {
        for (var field : object.properties()) {
            if (indent == 0 && isPart(field.getValue())) {
                text.append('\n');
            }
            field(field, indent, text);
        }
    }

    private static void field(Map.Entry<String, JsonNode> field, int indent, StringBuilder text) {
        text.append(" ".repeat(indent)).append(scalar(field.getKey())).append(':');
        value(field.getValue(), indent, text);
    }

    /** What a file has at its top: easier to read, and to change, when it is open. */
    private static boolean isPart(JsonNode value) {
        return depth(value) > 1 || value.isObject();
    }

    private static int depth(JsonNode value) {
        return value.isContainerNode()
                ? 1
                        + StreamSupport.stream(value.spliterator(), false)
                                .mapToInt(ScenarioText::depth)
                                .max()
                                .orElse(0)
                : 0;
    }

    /** A list of more than words has an entry a line. */
    private static boolean isList(JsonNode value) {
        return value.isArray() && depth(value) > 1;
    }

    private static boolean fits(JsonNode value, int indent) {
        return depth(value) <= MOST_DEPTH && indent + flow(value).length() < WIDTH;
    }

    private static void value(JsonNode value, int indent, StringBuilder text) {
        if (!value.isContainerNode()
                || value.isEmpty()
                || (!(indent == 0 && isPart(value)) && !isList(value) && fits(value, indent))) {
            text.append(' ').append(flow(value)).append('\n');
        } else if (value.isObject()) {
            text.append('\n');
            fields(value, indent + 2, text);
        } else {
            text.append('\n');
            value.forEach(entry -> entry(entry, indent + 2, text));
        }
    }

    private static void entry(JsonNode entry, int indent, StringBuilder text) {
        text.append(" ".repeat(indent)).append('-');
        if (!entry.isObject() || entry.isEmpty() || fits(entry, indent)) {
            text.append(' ').append(flow(entry)).append('\n');
        } else {
            var inner = new StringBuilder();
            fields(entry, indent + 2, inner);
            // The first field stands behind the dash.
            text.append(inner.substring(indent + 1));
        }
    }

    private static String flow(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> field.getValue().isMissingNode()
                            ? scalar(field.getKey())
                            : scalar(field.getKey()) + ": " + flow(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(ScenarioText::flow)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? scalar(value.textValue()) : value.asText("null");
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches()) {
            return text;
        }
        try {
            return (UNPRINTABLE.matcher(text).find() ? ASCII : JSON).writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every text can be written", e);
        }
    }
}
