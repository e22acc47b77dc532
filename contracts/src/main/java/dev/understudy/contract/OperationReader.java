package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the operations of {@code openapi.yaml}. */
final class OperationReader {
    private static final String FILE = "openapi.yaml";

    private final YamlDocument document;
    private final References references;

    OperationReader(YamlDocument document, References references) {
        this.document = document;
        this.references = references;
    }

    List<Operation> read(List<Route> routes) {
        if (routes.isEmpty()) {
            throw invalid("", "There are no paths, so there is nothing to serve.", "Describe them under 'paths'.");
        }
        return routes.stream().map(this::operation).toList();
    }

    private Operation operation(Route route) {
        var pointer = YamlDocument.child("/paths", route.path()) + "/"
                + route.method().toLowerCase(Locale.ROOT);
        if (route.operationId() == null) {
            throw invalid(
                    pointer,
                    route.method() + " " + route.path() + " lacks its operationId.",
                    "Give it one that no other has.");
        }
        return new Operation(
                route.operationId(),
                route.method(),
                route.job() == null ? new PathTemplate(route.path()) : PathTemplate.ofJob(route.path()),
                role(pointer, route.job()),
                Optional.ofNullable(route.pipeline()).map(word -> pipeline(pointer, word)),
                request(pointer + "/requestBody"),
                responses(pointer + "/responses"),
                Optional.ofNullable(document.at(pointer).get("x-dialect")).map(JsonNode::asText),
                fixedHeaders(document.at(pointer)),
                route.deprecated());
    }

    /** Those of all operations, and those of this one. */
    private Map<String, String> fixedHeaders(JsonNode operation) {
        var headers = new LinkedHashMap<String, String>();
        for (var owner : List.of(document.root(), operation)) {
            owner.path("x-headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
        }
        return headers;
    }

    private Optional<JobRole> role(String pointer, @Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        var known = Arrays.stream(JobRole.values()).map(JobRole::word).toList();
        return Optional.of(JobRole.of(word)
                .orElseThrow(() -> invalid(
                        pointer + "/x-job",
                        "There is no part of a job's life called '" + word + "'.",
                        NearestWord.advice(word, known))));
    }

    private String pipeline(String pointer, String word) {
        var known = document.at("/x-pipelines").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        if (!known.contains(word)) {
            throw invalid(
                    pointer + "/x-pipeline", "There is no pipeline '" + word + "'.", NearestWord.advice(word, known));
        }
        return word;
    }

    private InvalidDocumentException invalid(String pointer, String message, String advice) {
        return new InvalidDocumentException(new Problem(document.locate(pointer), message, advice));
    }

    private Optional<RequestShape> request(String pointer) {
        var at = references.follow(FILE, pointer);
        var body = document.at(at);
        if (body.isMissingNode()) {
            return Optional.empty();
        }
        var items =
                body.has("x-items") ? body.get("x-items") : firstContent(body).path("x-items");
        return Optional.of(new RequestShape(
                schemas(at), parts(at), items.isMissingNode() ? Optional.empty() : Optional.of(items)));
    }

    private static JsonNode firstContent(JsonNode body) {
        var contents = body.path("content").elements();
        return contents.hasNext() ? contents.next() : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The parts of a form, from the schema of its multipart body. */
    private Map<String, RequestShape.Part> parts(String body) {
        var parts = new LinkedHashMap<String, RequestShape.Part>();
        var schemaAt = references.follow(FILE, body + "/content/multipart~1form-data/schema");
        var schema = document.at(schemaAt);
        var required = OpenApiReader.texts(schema.path("required"));
        schema.path("properties")
                .properties()
                .forEach(entry -> parts.put(entry.getKey(), part(entry.getValue(), required.contains(entry.getKey()))));
        return parts;
    }

    private static RequestShape.Part part(JsonNode schema, boolean required) {
        boolean many = schema.path("type").asText().equals("array");
        return new RequestShape.Part(
                required ? (many ? schema.path("minItems").asInt(1) : 1) : 0,
                many ? schema.path("maxItems").asInt(100) : 1,
                schema.path("x-max-bytes").asLong(1024 * 1024));
    }

    private Map<Integer, ResponseShape> responses(String pointer) {
        var responses = new LinkedHashMap<Integer, ResponseShape>();
        document.at(pointer).properties().forEach(entry -> {
            int status = status(pointer, entry.getKey());
            var at = references.follow(FILE, pointer + "/" + entry.getKey());
            var answer = document.at(at).path("x-answer");
            responses.put(
                    status,
                    new ResponseShape(
                            status,
                            schemas(at),
                            headers(at),
                            answer.isMissingNode() ? Optional.empty() : Optional.of(answer)));
        });
        return responses;
    }

    private int status(String pointer, String key) {
        if (!key.matches("[1-5]\\d\\d")) {
            throw invalid(
                    pointer + "/" + key,
                    "'" + key + "' is no status.",
                    "Name each status by its number, such as 200: who judges must know exactly what is allowed.");
        }
        return Integer.parseInt(key);
    }

    private Map<String, String> schemas(String owner) {
        var schemas = new LinkedHashMap<String, String>();
        document.at(owner + "/content")
                .properties()
                .forEach(entry -> schemas.put(
                        entry.getKey(), YamlDocument.child(owner + "/content", entry.getKey()) + "/schema"));
        return schemas;
    }

    private Map<String, ResponseShape.Header> headers(String owner) {
        var headers = new LinkedHashMap<String, ResponseShape.Header>();
        document.at(owner + "/headers").properties().forEach(entry -> {
            var at = references.follow(FILE, YamlDocument.child(owner + "/headers", entry.getKey()));
            headers.put(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    new ResponseShape.Header(
                            entry.getKey(), document.at(at).path("required").asBoolean(false), at + "/schema"));
        });
        return headers;
    }
}
