package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The named parts of the JSON schema that is being written; each is written once. */
public final class Definitions {
    private final ObjectNode named = JsonNodeFactory.instance.objectNode();

    /** A reference to the part of this name, which is written now if it was not yet. */
    ObjectNode reference(String name, Supplier<ObjectNode> part) {
        if (!named.has(name)) {
            named.putObject(name);
            named.set(name, part.get());
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
    }

    /** All parts, in the order in which they were first needed. */
    public ObjectNode all() {
        return named;
    }
}
