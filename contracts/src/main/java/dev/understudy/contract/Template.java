package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Fills in JSON that has {@code {names}} in its texts.
 *
 * <p>A text that is one name becomes that variable's value, whatever its type; inside a longer text the value is printed. A
 * field whose variable is absent is left out. {@code {x-each: '{list}', x-item: template}} becomes a list: the template once for each
 * object of the list, whose fields are variables too; {@code x-item} may name an entry of {@code x-templates}.
 */
public final class Template {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_-]+)\\}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, JsonNode> named;

    /** A renderer that knows these named templates. */
    public Template(Map<String, JsonNode> named) {
        this.named = Map.copyOf(named);
    }

    /** The template with its variables filled in; empty if it is a single absent variable. */
    public Optional<JsonNode> render(JsonNode template, Function<String, Optional<JsonNode>> variables) {
        if (template.isTextual()) {
            return text(template.textValue(), variables);
        }
        if (template.isArray()) {
            var array = NODES.arrayNode();
            template.forEach(entry -> render(entry, variables).ifPresent(array::add));
            return Optional.of(array);
        }
        return template.isObject() ? object(template, variables) : Optional.of(template);
    }

    private Optional<JsonNode> object(JsonNode template, Function<String, Optional<JsonNode>> variables) {
        if (template.has("x-each")) {
            return Optional.of(each(template, variables));
        }
        var object = NODES.objectNode();
        template.properties()
                .forEach(field ->
                        render(field.getValue(), variables).ifPresent(value -> object.set(field.getKey(), value)));
        return object.isEmpty() && !template.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private JsonNode each(JsonNode template, Function<String, Optional<JsonNode>> variables) {
        var array = NODES.arrayNode();
        var item = template.path("x-item");
        var body = item.isTextual() ? named.getOrDefault(item.textValue(), item) : item;
        render(template.path("x-each"), variables)
                .ifPresent(list -> list.forEach(entry ->
                        render(body, inner((ObjectNode) entry, variables)).ifPresent(array::add)));
        return array;
    }

    private static Function<String, Optional<JsonNode>> inner(
            ObjectNode entry, Function<String, Optional<JsonNode>> outer) {
        return name -> entry.has(name) ? Optional.of(entry.get(name)) : outer.apply(name);
    }

    private static Optional<JsonNode> text(String text, Function<String, Optional<JsonNode>> variables) {
        var whole = NAME.matcher(text);
        if (whole.matches()) {
            return variables.apply(whole.group(1));
        }
        return Optional.of(NODES.textNode(NAME.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        variables.apply(found.group(1)).map(JsonNode::asText).orElse("")))));
    }
}
