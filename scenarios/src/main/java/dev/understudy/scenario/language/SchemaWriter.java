package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the language as JSON Schema, so that editors complete and check scenario files. */
public final class SchemaWriter {
    private SchemaWriter() {}

    /** The schema of a scenario file. It knows words and types; what the contract says it cannot know. */
    public static ObjectNode write(Struct file) {
        return write(file, "Understudy scenario");
    }

    /** The schema of a file that is this struct, under this title. */
    public static ObjectNode write(Struct file, String title) {
        var definitions = new Definitions();
        var root = file.schema(definitions);
        var schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        schema.setAll(root);
        schema.set("$defs", definitions.all());
        return schema;
    }
}
