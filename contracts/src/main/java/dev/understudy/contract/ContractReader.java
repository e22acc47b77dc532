package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the documents of a pack and checks that they fit together. */
final class ContractReader {
    private static final List<String> RULE_FIELDS = List.of("id", "binds", "level", "text", "source");

    private final ContractPack pack;

    ContractReader(ContractPack pack) {
        this.pack = pack;
    }

    Contract read() {
        var openApi = pack.document("openapi.yaml");
        var asyncApi = pack.document("asyncapi.yaml");
        var references = new References(Map.of("openapi.yaml", openApi, "asyncapi.yaml", asyncApi));
        var dangling = new ArrayList<Problem>();
        dangling.addAll(references.dangling("openapi.yaml"));
        dangling.addAll(references.dangling("asyncapi.yaml"));
        refuseIfAny(dangling);
        var part = new OpenApiReader(openApi, references).read(routes(openApi));
        var messages = asyncApi(asyncApi);
        refuseIfAny(unknownDialects(openApi, part.operations(), messages.dialects()));
        return new Contract(pack, part, messages, rules(pack.document("rules.yaml")));
    }

    private List<Route> routes(YamlDocument openApi) {
        var text = pack.text("openapi.yaml");
        return pack.routeIndex()
                .flatMap(index -> RouteIndex.parse(index, text))
                .orElseGet(() -> new RouteReader(openApi).read(text));
    }

    private static List<Problem> unknownDialects(
            YamlDocument openApi, List<Operation> operations, List<Dialect> dialects) {
        var known = dialects.stream().map(Dialect::name).toList();
        return operations.stream()
                .filter(operation -> operation
                        .dialect()
                        .filter(name -> !known.contains(name))
                        .isPresent())
                .map(operation -> new Problem(
                        openApi.locate(
                                YamlDocument.child("/paths", operation.path().toString()) + "/"
                                        + operation.method().toLowerCase(Locale.ROOT) + "/x-dialect"),
                        "No message of asyncapi.yaml is of the dialect '"
                                + operation.dialect().orElseThrow() + "'.",
                        NearestWord.advice(operation.dialect().orElseThrow(), known)))
                .toList();
    }

    private static AsyncApiPart asyncApi(YamlDocument document) {
        var webSocket = new WebSocketReader(document);
        var messages = new MessageReader(document, webSocket.dialects());
        var dialects = messages.read();
        refuseIfAny(messages.problems());
        var finals = dialects.get(0).events().values().stream()
                .filter(Message::endsJob)
                .map(Message::jobEvent)
                .toList();
        var terms = webSocket.read(finals);
        refuseIfAny(webSocket.problems());
        return new AsyncApiPart(dialects, terms, streamForm(document));
    }

    private static StreamForm streamForm(YamlDocument asyncApi) {
        var form = asyncApi.at("/x-stream");
        return new StreamForm(
                form.has("greeting") ? Optional.of(form.path("greeting").asText()) : Optional.empty(),
                form.path("ids").asBoolean(true),
                form.path("live").asBoolean(false));
    }

    private static Map<String, Rule> rules(YamlDocument document) {
        var rules = new LinkedHashMap<String, Rule>();
        var problems = new ArrayList<Problem>();
        var list = document.at("/rules");
        for (int i = 0; i < list.size(); i++) {
            var pointer = "/rules/" + i;
            var found = problemsOf(document, pointer, rules);
            problems.addAll(found);
            if (found.isEmpty()) {
                var rule = rule(list.get(i));
                rules.put(rule.id(), rule);
            }
        }
        refuseIfAny(problems);
        return Collections.unmodifiableMap(rules);
    }

    private static List<Problem> problemsOf(YamlDocument document, String pointer, Map<String, Rule> known) {
        var rule = document.at(pointer);
        var problems = new ArrayList<Problem>();
        for (var field : RULE_FIELDS) {
            if (rule.path(field).asText("").isBlank()) {
                problems.add(new Problem(
                        document.locate(pointer),
                        "A rule lacks its " + field + ".",
                        "Each has " + String.join(", ", RULE_FIELDS) + "."));
            }
        }
        problems.addAll(word(document, pointer + "/binds", List.of("server", "client")));
        problems.addAll(word(document, pointer + "/level", List.of("must", "should")));
        if (known.containsKey(rule.path("id").asText())) {
            problems.add(new Problem(
                    document.locate(pointer + "/id"),
                    "There are two rules " + rule.path("id").asText() + ".",
                    "Rename one."));
        }
        return problems;
    }

    private static List<Problem> word(YamlDocument document, String pointer, List<String> known) {
        var word = document.at(pointer).asText("");
        return word.isEmpty() || known.contains(word)
                ? List.of()
                : List.of(new Problem(
                        document.locate(pointer),
                        "'" + word + "' is not known here.",
                        NearestWord.advice(word, known)));
    }

    private static Rule rule(JsonNode fields) {
        return new Rule(
                fields.path("id").asText(),
                Rule.Side.valueOf(fields.path("binds").asText().toUpperCase(Locale.ROOT)),
                Rule.Level.valueOf(fields.path("level").asText().toUpperCase(Locale.ROOT)),
                fields.path("text").asText(),
                fields.path("source").asText());
    }

    private static void refuseIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }
}
