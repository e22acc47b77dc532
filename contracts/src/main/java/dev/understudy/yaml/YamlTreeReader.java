package dev.understudy.yaml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the events of a YAML parser into a tree, and notes where each value and each key stands. */
final class YamlTreeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NO_JSON_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF|nan|NaN|NAN)");
    /** A value with quotes or a block sign, perhaps behind a tag or an anchor. */
    private static final Pattern QUOTED = Pattern.compile("(?:[!&]\\S*\\s+)*[\"'|>]");

    private final String file;
    private final String text;
    private final YAMLParser parser;
    private final Map<String, Location> places = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private int level;

    YamlTreeReader(String file, String text, YAMLParser parser) {
        this.file = file;
        this.text = text;
        this.parser = parser;
    }

    YamlDocument read() throws IOException {
        if (parser.nextToken() == null) {
            return new YamlDocument(file, MissingNode.getInstance(), places, numbers);
        }
        var root = value("");
        if (parser.nextToken() != null) {
            throw problem("There is a second document in this file.", "Put each into a file of its own.");
        }
        return new YamlDocument(file, root, places, numbers);
    }

    private JsonNode value(String pointer) throws IOException {
        if (parser.isCurrentAlias()) {
            throw problem("Aliases (*name) are not supported here.", "Write the value out.");
        }
        places.put(pointer, here());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> isNothing() ? NODES.nullNode() : NODES.textNode(parser.getText());
        };
    }

    private JsonNode number(String pointer) throws IOException {
        var written = parser.getText();
        if (NO_JSON_NUMBER.matcher(written).matches()) {
            return NODES.textNode(written);
        }
        var node = parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                ? NODES.numberNode(parser.getDoubleValue())
                : integer();
        if (!node.asText().equals(written)) {
            numbers.put(pointer, written);
        }
        return node;
    }

    private JsonNode integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? NODES.numberNode(parser.getBigIntegerValue())
                : NODES.numberNode(parser.getLongValue());
    }

    /** Whether no value was written at all, as after the word in {@code {completed}}: the parser calls that an empty text. */
    private boolean isNothing() throws IOException {
        if (!parser.getText().isEmpty()) {
            return false;
        }
        // The parser counts characters beyond U+FFFF once, Java twice.
        int characters = (int) parser.currentTokenLocation().getCharOffset();
        if (characters < 0 || characters >= text.codePointCount(0, text.length())) {
            return true;
        }
        int at = text.offsetByCodePoints(0, characters);
        return !QUOTED.matcher(text).region(at, text.length()).lookingAt();
    }

    private JsonNode object(String pointer) throws IOException {
        enter();
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            var child = YamlDocument.child(pointer, key);
            if (object.has(key)) {
                throw problem(
                        "The key '" + key + "' is here twice.", "The first one is at " + places.get(child + "#") + ".");
            }
            places.put(child + "#", here());
            parser.nextToken();
            object.set(key, value(child));
        }
        level--;
        return object;
    }

    private void enter() {
        if (++level > YamlDocument.MOST_LEVELS) {
            throw problem("This is nested more than " + YamlDocument.MOST_LEVELS + " levels deep.", "Make it flatter.");
        }
    }

    private JsonNode array(String pointer) throws IOException {
        enter();
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(pointer + "/" + array.size()));
        }
        level--;
        return array;
    }

    private Location here() {
        var at = parser.currentTokenLocation();
        return new Location(file, at.getLineNr(), at.getColumnNr());
    }

    private InvalidDocumentException problem(String message, String advice) {
        return new InvalidDocumentException(new Problem(here(), message, advice));
    }
}
