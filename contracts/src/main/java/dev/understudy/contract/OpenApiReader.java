package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads {@code openapi.yaml}: the routes as swagger-parser found them, the raw tree for schemas (which the JSON Schema validator
 * reads by pointer) and for our own {@code x-} words.
 */
final class OpenApiReader {
    private static final String FILE = "openapi.yaml";

    private final YamlDocument document;
    private final References references;

    OpenApiReader(YamlDocument document, References references) {
        this.document = document;
        this.references = references;
    }

    OpenApiPart read(List<Route> routes) {
        var operations = new OperationReader(document, references).read(routes);
        return new OpenApiPart(
                operations,
                pipelines(),
                errors(),
                document.at("/x-error-body"),
                times(),
                cors(),
                samples(),
                limits(),
                shapes(),
                template());
    }

    private Map<String, Pipeline> pipelines() {
        var pipelines = new LinkedHashMap<String, Pipeline>();
        document.at("/x-pipelines").properties().forEach(entry -> {
            var fields = entry.getValue();
            pipelines.put(
                    entry.getKey(),
                    new Pipeline(
                            entry.getKey(),
                            fields.path("label").asText(entry.getKey()),
                            fields.path("job-id").asText("{unique}"),
                            fields.path("unit").asText("items")));
        });
        return pipelines;
    }

    private Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        document.at("/x-errors")
                .properties()
                .forEach(entry -> errors.put(
                        entry.getKey(),
                        new ErrorKind(
                                entry.getKey(), entry.getValue().path("status").asInt(500), entry.getValue())));
        return errors;
    }

    private Times times() {
        return new Times(
                time("results-ttl"),
                time("token-ttl"),
                time("token-refresh-window"),
                time("token-grace"),
                time("stream-timeout"),
                optionalTime("heartbeat"),
                optionalTime("retry"));
    }

    private Duration time(String name) {
        return optionalTime(name).orElse(Times.NEVER);
    }

    /** Each stands there, if only as {@code none}: what was forgotten must not look like what was meant. */
    private Optional<Duration> optionalTime(String name) {
        var value = document.at("/x-times/" + name).asText("");
        if (value.equals("none")) {
            return Optional.empty();
        }
        return Optional.of(DurationText.parse(value)
                .orElseThrow(() -> new InvalidDocumentException(problem(
                        "/x-times/" + name, "x-times/" + name + " is '" + value + "', which is no duration."))));
    }

    private Cors cors() {
        var cors = document.at("/x-cors");
        return new Cors(
                texts(cors.path("origins")),
                texts(cors.path("methods")),
                texts(cors.path("allow-headers")),
                texts(cors.path("expose-headers")),
                cors.path("max-age").asInt(0));
    }

    private List<Map<String, String>> samples() {
        var samples = new ArrayList<Map<String, String>>();
        document.at("/x-samples").forEach(entry -> {
            var fields = new LinkedHashMap<String, String>();
            entry.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            samples.add(fields);
        });
        return samples;
    }

    private Map<String, Integer> limits() {
        var limits = new LinkedHashMap<String, Integer>();
        document.at("/x-limits")
                .properties()
                .forEach(entry -> limits.put(entry.getKey(), entry.getValue().asInt()));
        return limits;
    }

    private Shapes shapes() {
        return new Shapes(document.root());
    }

    private Template template() {
        var named = new LinkedHashMap<String, JsonNode>();
        document.at("/x-templates").properties().forEach(entry -> named.put(entry.getKey(), entry.getValue()));
        return new Template(named);
    }

    private Problem problem(String pointer, String message) {
        return new Problem(document.locate(pointer), message, "See " + FILE + " in contracts/README.md.");
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
