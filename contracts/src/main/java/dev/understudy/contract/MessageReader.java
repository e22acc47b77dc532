package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.ClientMessage.Effect;
import dev.understudy.contract.Dialect.Occasion;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the messages of {@code asyncapi.yaml}, sorted by dialects. */
final class MessageReader {
    private static final String MESSAGES = "/components/messages";

    private final YamlDocument document;
    private final Map<String, Boolean> declared;
    private final Map<String, Sorted> dialects = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Reads for a contract whose WebSocket names these dialects, and whether they push. */
    MessageReader(YamlDocument document, Map<String, Boolean> declared) {
        this.document = document;
        this.declared = declared;
    }

    /** The dialects, the first one first. */
    List<Dialect> read() {
        var messages = document.at(MESSAGES).properties();
        names(messages.stream().map(Map.Entry::getValue).toList())
                .forEach(name -> dialects.put(name, new Sorted(name, declared.getOrDefault(name, true))));
        messages.forEach(entry -> sort(entry.getKey(), entry.getValue()));
        if (first().events.values().stream().noneMatch(Message::endsJob)) {
            problems.add(new Problem(
                    document.locate(MESSAGES),
                    "No message ends a job.",
                    "Give those that do x-final: true, the one for success first."));
        }
        replies();
        return dialects.values().stream().map(Sorted::dialect).toList();
    }

    List<Problem> problems() {
        return problems;
    }

    /** The first is the one of messages that name none. */
    private Set<String> names(List<JsonNode> messages) {
        var names = new LinkedHashSet<>(declared.keySet());
        if (names.isEmpty()) {
            names.add("");
        }
        messages.forEach(message -> names.addAll(named(message)));
        return names;
    }

    private static List<String> named(JsonNode message) {
        var dialect = message.path("x-dialect");
        return dialect.isTextual() ? List.of(dialect.textValue()) : OpenApiReader.texts(dialect);
    }

    private Sorted first() {
        return dialects.values().iterator().next();
    }

    private void sort(String key, JsonNode message) {
        var pointer = YamlDocument.child(MESSAGES, key);
        if (!document.at(pointer + "/payload/$ref").asText().contains("openapi.yaml#/")) {
            problems.add(new Problem(
                    document.locate(pointer),
                    "The payload of this message is no schema of openapi.yaml.",
                    "Write payload: {$ref: './openapi.yaml#/components/schemas/...'}."));
        }
        if (message.path("x-from").asText().equals("client")) {
            var client = clientMessage(key, pointer, message);
            concerned(message).forEach(dialect -> dialect.fromClient.add(client));
            return;
        }
        if (!document.at(pointer + "/x-payload").isObject()) {
            problems.add(new Problem(
                    document.locate(pointer),
                    "This message lacks its x-payload.",
                    "It is the payload as a template, for a server that stands in."));
        }
        if (message.has("x-connection")) {
            aboutConnection(key, pointer, message);
        } else {
            event(key, pointer, message);
        }
    }

    /** What concerns a connection is of all dialects, unless it says of which. */
    private List<Sorted> concerned(JsonNode message) {
        var names = named(message);
        return names.isEmpty()
                ? List.copyOf(dialects.values())
                : names.stream().map(dialects::get).toList();
    }

    private void event(String key, String pointer, JsonNode message) {
        var jobEvent = message.path("x-job-event").asText(key);
        var read = message(key, jobEvent, message);
        var concerned = named(message).isEmpty() ? List.of(first()) : concerned(message);
        for (var dialect : concerned) {
            dialect.messages.put(key, read);
            if (dialect.events.put(jobEvent, read) != null) {
                problems.add(new Problem(
                        document.locateKey(pointer),
                        "There are two messages for the job event '" + jobEvent + "'.",
                        "Give one another x-job-event, or another x-dialect."));
            }
        }
    }

    private void aboutConnection(String key, String pointer, JsonNode message) {
        var occasion = constant(Occasion.class, pointer + "/x-connection", Occasion.REPLY);
        var read = message(key, key, message);
        for (var dialect : concerned(message)) {
            dialect.messages.put(key, read);
            if (occasion != Occasion.REPLY && dialect.occasions.put(occasion, read) != null) {
                problems.add(new Problem(
                        document.locateKey(pointer),
                        "There are two messages for x-connection: " + word(occasion) + ".",
                        "Give one another x-dialect."));
            }
        }
    }

    private ClientMessage clientMessage(String key, String pointer, JsonNode message) {
        var match = message.path("x-match");
        var matches = match.isArray() ? copy(match) : match.isMissingNode() ? List.<JsonNode>of() : List.of(match);
        if (matches.isEmpty()) {
            problems.add(new Problem(
                    document.locate(pointer),
                    "Nobody can tell this message of a client from others.",
                    "Write what it looks like, such as x-match: {type: ready}."));
        }
        return new ClientMessage(
                key,
                matches,
                schema(message),
                message.has("x-does") ? constant(Effect.class, pointer + "/x-does", Effect.NOTHING) : Effect.NOTHING,
                Optional.ofNullable(message.get("x-reply")).map(JsonNode::asText));
    }

    private static List<JsonNode> copy(JsonNode list) {
        var copy = new ArrayList<JsonNode>();
        list.forEach(copy::add);
        return copy;
    }

    /** Every answer is a message of its dialect. */
    private void replies() {
        for (var dialect : dialects.values()) {
            for (var asked : dialect.fromClient) {
                var wanted = asked.reply().orElse(ClientMessage.LATEST);
                if (!wanted.equals(ClientMessage.LATEST) && !dialect.messages.containsKey(wanted)) {
                    problems.add(new Problem(
                            document.locate(YamlDocument.child(MESSAGES, asked.key()) + "/x-reply"),
                            "There is no message '" + wanted + "' to answer with.",
                            NearestWord.advice(wanted, List.copyOf(dialect.messages.keySet()))));
                }
            }
        }
    }

    private static Message message(String key, String jobEvent, JsonNode message) {
        var end = message.path("x-final").asBoolean(false)
                ? Message.End.JOB
                : message.path("x-closes").asBoolean(false) ? Message.End.CONNECTION : Message.End.NOTHING;
        return new Message(
                message.path("name").asText(key),
                jobEvent,
                schema(message),
                message.path("x-payload"),
                end,
                message.path("x-snapshot").asBoolean(false),
                message.path("x-status").asText(jobEvent),
                marks(message.path("x-marks")));
    }

    private static Map<String, String> marks(JsonNode fields) {
        var marks = new LinkedHashMap<String, String>();
        fields.properties()
                .forEach(field -> marks.put(field.getKey(), field.getValue().asText()));
        return marks;
    }

    private static String schema(JsonNode message) {
        var ref = message.path("payload").path("$ref").asText("");
        return ref.substring(ref.indexOf('#') + 1);
    }

    private <E extends Enum<E>> E constant(Class<E> of, String pointer, E otherwise) {
        var word = document.at(pointer).asText();
        var known = Stream.of(of.getEnumConstants()).map(MessageReader::word).toList();
        int at = known.indexOf(word);
        if (at < 0) {
            problems.add(new Problem(
                    document.locate(pointer), "'" + word + "' is not known here.", NearestWord.advice(word, known)));
            return otherwise;
        }
        return of.getEnumConstants()[at];
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A dialect while it is being read. */
    private static final class Sorted {
        private final String name;
        private final boolean pushes;
        private final Map<String, Message> events = new LinkedHashMap<>();
        private final Map<String, Message> messages = new LinkedHashMap<>();
        private final Map<Occasion, Message> occasions = new EnumMap<>(Occasion.class);
        private final List<ClientMessage> fromClient = new ArrayList<>();

        Sorted(String name, boolean pushes) {
            this.name = name;
            this.pushes = pushes;
        }

        Dialect dialect() {
            return new Dialect(name, pushes, events, messages, occasions, fromClient);
        }
    }
}
