package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Shapes;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The control API as its own OpenAPI file has it. */
final class ControlDescription {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private final JsonNode root = YamlDocument.parse("openapi.yaml", Documents.resource("openapi.yaml"))
            .root();
    private final Shapes shapes = new Shapes(root);

    /** All operations, as {@code GET /path}. */
    List<String> operations() {
        var operations = new ArrayList<String>();
        root.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    List<String> queryNames(Route route) {
        return StreamSupport.stream(operation(route).path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    List<String> bodyNames(Route route) {
        var reference = operation(route)
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText("");
        return reference.isEmpty()
                ? List.of()
                : root.at(reference.substring(1)).get("properties").properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList();
    }

    private JsonNode operation(Route route) {
        return root.get("paths").get(route.path().toString()).get(route.method().toLowerCase(java.util.Locale.ROOT));
    }

    /** What about a body this operation does not allow; empty if all is well. */
    List<Shapes.Misfit> requestMisfits(String method, String path, JsonNode body) {
        return shapes.misfits(pointer(method, path) + "/requestBody/content/application~1json/schema", body);
    }

    /** What about an answer this operation does not have; empty if all is well. */
    List<Shapes.Misfit> answerMisfits(String method, String path, int status, JsonNode body) {
        var answer = Optional.of(pointer(method, path) + "/responses/" + status)
                .filter(pointer -> !root.at(pointer).isMissingNode())
                .orElse("/components/responses/Refused");
        return shapes.misfits(answer + "/content/application~1json/schema", body);
    }

    private static String pointer(String method, String path) {
        return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(java.util.Locale.ROOT);
    }
}
