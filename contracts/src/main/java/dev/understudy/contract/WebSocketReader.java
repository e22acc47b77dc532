package dev.understudy.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.WebSocketTerms.Clients;
import dev.understudy.contract.WebSocketTerms.Closing;
import dev.understudy.contract.WebSocketTerms.Reconnect;
import dev.understudy.contract.WebSocketTerms.Token;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code x-websocket} of the channel in {@code asyncapi.yaml} that has one. */
final class WebSocketReader {
    /** Why a connection is closed, beside the job's end. */
    static final List<String> REASONS = List.of(
            "replaced",
            "not-json",
            "no-type",
            "unknown-type",
            "malformed",
            "binary",
            "too-large",
            "not-utf8",
            "protocol-error",
            "internal-error");

    private static final List<String> WORDS =
            List.of("token", "reconnect", "ready", "keep-alive", "max-bytes", "type", "closes", "dialects", "clients");
    private static final int USUAL_MAX_BYTES = 64 * 1024;
    private static final int LARGEST_CODE = 65_535;

    private final YamlDocument document;
    private final List<Problem> problems = new ArrayList<>();
    private final String pointer;

    WebSocketReader(YamlDocument document) {
        this.document = document;
        this.pointer = document.at("/channels").properties().stream()
                .filter(channel -> channel.getValue().has("x-websocket"))
                .map(channel -> YamlDocument.child("/channels", channel.getKey()) + "/x-websocket")
                .findFirst()
                .orElse("");
    }

    List<Problem> problems() {
        return problems;
    }

    /** The dialects that it names, and whether they push. */
    Map<String, Boolean> dialects() {
        var dialects = new LinkedHashMap<String, Boolean>();
        if (!pointer.isEmpty()) {
            document.at(pointer + "/dialects")
                    .properties()
                    .forEach(entry -> dialects.put(
                            entry.getKey(), entry.getValue().path("push").asBoolean(true)));
        }
        return dialects;
    }

    /** What it says, given the job events that end a job; empty if the contract has no WebSocket. */
    Optional<WebSocketTerms> read(List<String> finalEvents) {
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        known("", WORDS);
        return Optional.of(new WebSocketTerms(
                token(),
                reconnect(),
                duration("/ready").orElse(Duration.ZERO),
                duration("/keep-alive"),
                document.at(pointer + "/max-bytes").asInt(USUAL_MAX_BYTES),
                type(),
                closes(finalEvents),
                clients()));
    }

    private JsonPointer type() {
        var type = document.at(pointer + "/type").asText("/type");
        if (!type.startsWith("/")) {
            add("/type", "'" + type + "' is no JSON pointer.", "Write one such as /type.");
            return JsonPointer.empty();
        }
        return JsonPointer.compile(type);
    }

    private Token token() {
        known("/token", List.of("query", "subprotocol", "required", "once"));
        var token = document.at(pointer + "/token");
        return new Token(
                text(token, "query"),
                text(token, "subprotocol"),
                token.path("required").asBoolean(false),
                token.path("once").asBoolean(false));
    }

    private Optional<Reconnect> reconnect() {
        known("/reconnect", List.of("query", "value", "grace"));
        var reconnect = document.at(pointer + "/reconnect");
        return text(reconnect, "query")
                .map(query -> new Reconnect(
                        query,
                        reconnect.path("value").asText("true"),
                        duration("/reconnect/grace").orElse(Duration.ZERO)));
    }

    private Clients clients() {
        known("/clients", List.of("tries", "pause", "wait-after", "poll"));
        var waits = new LinkedHashMap<Integer, Duration>();
        document.at(pointer + "/clients/wait-after").properties().forEach(entry -> {
            var at = "/clients/wait-after/" + entry.getKey();
            if (entry.getKey().matches("\\d{1,5}")) {
                waits.put(Integer.valueOf(entry.getKey()), duration(at).orElse(Duration.ZERO));
            } else {
                add(at, "'" + entry.getKey() + "' is no close code.", "Write one such as 1001: 5s.");
            }
        });
        return new Clients(
                document.at(pointer + "/clients/tries").asInt(0),
                duration("/clients/pause").orElse(Duration.ZERO),
                waits,
                duration("/clients/poll").orElse(Duration.ZERO));
    }

    private Map<String, Closing> closes(List<String> finalEvents) {
        var reasons = new ArrayList<>(finalEvents);
        reasons.addAll(REASONS);
        known("/closes", reasons);
        var closes = new LinkedHashMap<String, Closing>();
        document.at(pointer + "/closes").properties().forEach(entry -> {
            var at = "/closes/" + entry.getKey();
            known(at, List.of("code", "reason", "after"));
            int code = entry.getValue().path("code").asInt(-1);
            if (code < 0 || code > LARGEST_CODE) {
                add(at, "A close needs its code.", "Write {code: 1000}; see RFC 6455, 7.4.");
            }
            closes.put(
                    entry.getKey(),
                    new Closing(
                            code,
                            entry.getValue().path("reason").asText(""),
                            duration(at + "/after").orElse(Duration.ZERO)));
        });
        return closes;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private Optional<Duration> duration(String at) {
        var value = document.at(pointer + at);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        var duration = DurationText.parse(value.asText());
        if (duration.isEmpty()) {
            add(at, "'" + value.asText() + "' is no duration.", "Write one such as 30s.");
        }
        return duration;
    }

    private void known(String at, List<String> words) {
        document.at(pointer + at).properties().stream()
                .map(Map.Entry::getKey)
                .filter(word -> !words.contains(word))
                .forEach(word ->
                        add(at + "/" + word, "'" + word + "' is not known here.", NearestWord.advice(word, words)));
    }

    private void add(String at, String message, String advice) {
        problems.add(new Problem(document.locate(pointer + at), message, advice));
    }
}
