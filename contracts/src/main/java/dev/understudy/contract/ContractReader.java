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

/** Reads the documents of a pack and checks that they fit together. */
final class ContractReader {
    private static final List<String> RULE_FIELDS = List.of("id", "binds", "level", "text", "source");

    private static final String MESSAGES = "/components/messages";

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
        return new Contract(pack, part, messages(asyncApi), rules(pack.document("rules.yaml")));
    }

    private List<Route> routes(YamlDocument openApi) {
        var text = pack.text("openapi.yaml");
        return pack.routeIndex()
                .flatMap(index -> RouteIndex.parse(index, text))
                .orElseGet(() -> new RouteReader(openApi).read(text));
    }

    private static Map<String, Message> messages(YamlDocument asyncApi) {
        var messages = new LinkedHashMap<String, Message>();
        var problems = new ArrayList<Problem>();
        asyncApi.at(MESSAGES).properties().forEach(entry -> {
            var message = entry.getValue();
            var jobEvent = message.path("x-job-event").asText(entry.getKey());
            problems.addAll(problemsOf(asyncApi, YamlDocument.child(MESSAGES, entry.getKey())));
            if (messages.put(jobEvent, message(entry.getKey(), jobEvent, message)) != null) {
                problems.add(new Problem(
                        asyncApi.locateKey(YamlDocument.child(MESSAGES, entry.getKey())),
                        "There are two messages for the job event '" + jobEvent + "'.",
                        "Give one another x-job-event."));
            }
        });
        if (messages.values().stream().noneMatch(Message::endsJob)) {
            problems.add(new Problem(
                    asyncApi.locate(MESSAGES),
                    "No message ends a job.",
                    "Give those that do x-final: true, the one for success first."));
        }
        refuseIfAny(problems);
        return Collections.unmodifiableMap(messages);
    }

    private static List<Problem> problemsOf(YamlDocument asyncApi, String pointer) {
        var problems = new ArrayList<Problem>();
        if (!asyncApi.at(pointer + "/payload/$ref").asText().contains("openapi.yaml#/")) {
            problems.add(new Problem(
                    asyncApi.locate(pointer),
                    "The payload of this message is no schema of openapi.yaml.",
                    "Write payload: {$ref: './openapi.yaml#/components/schemas/...'}."));
        }
        if (!asyncApi.at(pointer + "/x-payload").isObject()) {
            problems.add(new Problem(
                    asyncApi.locate(pointer),
                    "This message lacks its x-payload.",
                    "It is the payload as a template, for a server that stands in."));
        }
        return problems;
    }

    private static Message message(String key, String jobEvent, JsonNode message) {
        var ref = message.path("payload").path("$ref").asText("");
        var end = message.path("x-final").asBoolean(false)
                ? Message.End.JOB
                : message.path("x-closes").asBoolean(false) ? Message.End.CONNECTION : Message.End.NOTHING;
        return new Message(
                message.path("name").asText(key),
                jobEvent,
                ref.substring(ref.indexOf('#') + 1),
                message.path("x-payload"),
                end,
                message.path("x-snapshot").asBoolean(false));
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
