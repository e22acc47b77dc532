package dev.understudy.contract;

import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has swagger-parser read {@code openapi.yaml}, and takes from it what routing needs. */
final class RouteReader {
    private final YamlDocument document;

    /** Reads for the document that problems are located in. */
    RouteReader(YamlDocument document) {
        this.document = document;
    }

    /**
     * The operations in the document's order.
     *
     * @throws InvalidDocumentException with all that swagger-parser complains of
     */
    List<Route> read(String text) {
        var routes = new ArrayList<Route>();
        var paths = parse(text).getPaths();
        if (paths != null) {
            paths.forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> routes.add(route(path, method.name(), operation))));
        }
        return routes;
    }

    private static Route route(String path, String method, Operation operation) {
        var extensions = operation.getExtensions() == null ? Map.<String, Object>of() : operation.getExtensions();
        return new Route(
                path,
                method,
                operation.getOperationId(),
                text(extensions.get("x-job")),
                text(extensions.get("x-pipeline")),
                Boolean.TRUE.equals(operation.getDeprecated()));
    }

    private static @Nullable String text(@Nullable Object word) {
        return word == null ? null : word.toString();
    }

    /** A newer OpenAPI than the parser knows comes back as null without a message, so both are looked at. */
    private OpenAPI parse(String text) {
        var options = new ParseOptions();
        options.setResolve(true);
        var result = new OpenAPIV3Parser().readContents(text, List.of(), options);
        if (!result.getMessages().isEmpty() || result.getOpenAPI() == null) {
            var problems = new ArrayList<Problem>();
            result.getMessages().forEach(message -> problems.add(problem("", "OpenAPI: " + message + ".")));
            if (problems.isEmpty()) {
                problems.add(problem("/openapi", "This version of OpenAPI cannot be read; 3.0 and 3.1 can."));
            }
            throw new InvalidDocumentException(problems);
        }
        return result.getOpenAPI();
    }

    private Problem problem(String pointer, String message) {
        return new Problem(document.locate(pointer), message, "See openapi.yaml in contracts/README.md.");
    }
}
