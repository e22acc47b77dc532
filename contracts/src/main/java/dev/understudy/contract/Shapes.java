package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Checks JSON against the schemas of the contract's own text.
 *
 * <p>The generated models never judge: they forget minimum, maximum and required. Safe for any number of threads; the
 * validator is made at the first use, because loading it takes a tenth of a second.
 */
public final class Shapes {
    private static final String BASE = "https://contract.invalid/openapi.yaml";

    private final Supplier<SchemaRegistry> registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** The shapes of an OpenAPI document. */
    public Shapes(JsonNode openApi) {
        this.registry = new Lazy<>(() -> SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(BASE, openApi.toString()))));
    }

    /**
     * What about this value the schema at this JSON pointer (such as {@code /components/schemas/Book}) does not allow; empty if
     * all is well. Formats such as {@code date-time} are checked too.
     */
    public List<Misfit> misfits(String pointer, JsonNode value) {
        return compiled
                .computeIfAbsent(pointer, this::compile)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> new Misfit(
                        error.getInstanceLocation().toString(),
                        error.getMessage(),
                        error.getKeyword(),
                        shorten(error.getSchemaLocation())))
                .toList();
    }

    private Schema compile(String pointer) {
        return registry.get().getSchema(SchemaLocation.of(BASE + "#" + pointer));
    }

    private static String shorten(SchemaLocation location) {
        return location.toString().replace(BASE, "openapi.yaml");
    }

    /**
     * One thing in a value that its schema does not allow.
     *
     * @param at JSON pointer into the value; empty for the whole
     * @param keyword the schema's word that it breaks, for example {@code maxItems}
     * @param schema the schema's place in {@code openapi.yaml}
     */
    public record Misfit(String at, String message, String keyword, String schema) {
        @Override
        public String toString() {
            return (at.isEmpty() ? "" : at + " ") + message + " (" + schema + ")";
        }
    }
}
