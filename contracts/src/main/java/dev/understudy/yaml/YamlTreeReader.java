package dev.understudy.yaml;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Turns the events of a YAML parser into a tree, and notes where each value and each key stands. */
final class YamlTreeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String file;
    private final String text;
    private final YAMLParser parser;
    private final Map<String, Location> places = new HashMap<>();

    YamlTreeReader(String file, String text, YAMLParser parser) {
        this.file = file;
        this.text = text;
        this.parser = parser;
    }

    YamlDocument read() throws IOException {
        if (parser.nextToken() == null) {
            return new YamlDocument(file, MissingNode.getInstance(), places);
        }
        var root = value("");
        if (parser.nextToken() != null) {
            throw problem("There is a second document in this file.", "Put each into a file of its own.");
        }
        return new YamlDocument(file, root, places);
    }

    private JsonNode value(String pointer) throws IOException {
        if (parser.isCurrentAlias()) {
            throw problem("Aliases (*name) are not supported here.", "Write the value out.");
        }
        places.put(pointer, here());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> isNothing() ? NODES.nullNode() : NODES.textNode(parser.getText());
        };
    }

    /** Whether no value was written at all, as after the word in {@code {completed}}: the parser calls that an empty text. */
    private boolean isNothing() throws IOException {
        int at = (int) parser.currentTokenLocation().getCharOffset();
        return parser.getText().isEmpty() && (at < 0 || at >= text.length() || "\"'|>".indexOf(text.charAt(at)) < 0);
    }

    private JsonNode object(String pointer) throws IOException {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            var child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            if (object.has(key)) {
                throw problem("The key '" + key + "' is here twice.", "The first one is at " + places.get(child) + ".");
            }
            places.put(child + "#", here());
            parser.nextToken();
            object.set(key, value(child));
        }
        return object;
    }

    private JsonNode array(String pointer) throws IOException {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(pointer + "/" + array.size()));
        }
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
