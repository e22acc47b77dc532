package dev.understudy.scenario;

import dev.understudy.contract.WebSocketTerms;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connection does if it is a WebSocket.
 *
 * @param dialect which messages it speaks; empty for those of its job
 * @param ready how long messages wait for a client that says it is ready; empty for ever
 * @param tokenRequired whether nobody gets in without a token; empty as the contract has it
 * @param maxBytes the largest message of a client; empty as the contract has it
 * @param keepAlive the longest silence; empty for any
 * @param form how its messages stand in frames
 * @param closes close codes that differ, by reason
 * @param withholds what it owes its client and does not give
 */
public record WebSocketPlan(
        Optional<String> dialect,
        Optional<Duration> ready,
        Optional<Boolean> tokenRequired,
        OptionalInt maxBytes,
        Optional<Duration> keepAlive,
        MessageForm form,
        Map<String, Integer> closes,
        Set<Owed> withholds) {
    private static final String REQUIRED = "required";
    private static final int LARGEST_CODE = 65_535;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    public WebSocketPlan {
        closes = Map.copyOf(closes);
        withholds = Set.copyOf(withholds);
    }

    /** What a server owes its client. */
    public enum Owed {
        /** The messages that answer those of the client, such as the one for ready. */
        REPLIES,
        PONGS,
        /** The close frame that answers the client's. */
        GOODBYES
    }

    static final Struct STRUCT = new Struct(
            "websocket",
            "what a connection does if it is a WebSocket",
            List.of(
                    Field.optional("dialect", Types.text(), "Which messages it speaks. Without it: as `job` has it."),
                    Field.optional(
                            "ready",
                            Types.durationOr("none", REQUIRED),
                            "How long messages wait for a client that says it is ready; `required`: for ever. Without it: as the"
                                    + " contract has it."),
                    Field.optional(
                            "token",
                            Types.word(List.of(REQUIRED, "optional")),
                            "Whether nobody gets in without a token. Without it: as the contract has it."),
                    Field.optional("max-bytes", Types.size(MOST_BYTES), "The largest message that a client may send."),
                    Field.optional(
                            "closes",
                            Types.mapOf(WebSocketTerms.reasons(), Types.integer(0, LARGEST_CODE)),
                            "Close codes that differ, by reason: the state in which the job ends, or what was wrong."),
                    Field.optional(
                            "withholds",
                            Types.listOf(ScenarioLanguage.words(Owed.values())),
                            "What it owes its client and does not give: answers to messages, pongs, the close frame that answers one."),
                    Field.optional("send-as", MessageForm.STRUCT, "How all its messages stand in frames.")));

    /** What stands in a connection's words, for a contract with these terms. */
    static WebSocketPlan read(Words connection, Optional<WebSocketTerms> terms) {
        var words = connection.child("websocket");
        return new WebSocketPlan(
                words.text("dialect"),
                ready(words, terms),
                words.text("token").map(REQUIRED::equals),
                words.has("max-bytes") ? OptionalInt.of(words.size("max-bytes")) : OptionalInt.empty(),
                connection.has("heartbeat")
                        ? connection.duration("heartbeat")
                        : terms.flatMap(WebSocketTerms::keepAlive),
                words.has("send-as") ? MessageForm.read(words.child("send-as")) : MessageForm.USUAL,
                closes(words),
                words.texts("withholds").stream()
                        .map(word -> ScenarioLanguage.constant(word, Owed.class))
                        .collect(Collectors.toSet()));
    }

    private static Map<String, Integer> closes(Words words) {
        var closes = new LinkedHashMap<String, Integer>();
        words.map("closes").forEach((reason, code) -> closes.put(reason, code.integer()));
        return closes;
    }

    private static Optional<Duration> ready(Words words, Optional<WebSocketTerms> terms) {
        if (words.has("ready")) {
            return words.child("ready").isText(REQUIRED)
                    ? Optional.empty()
                    : Optional.of(words.duration("ready").orElse(Duration.ZERO));
        }
        return Optional.of(terms.map(WebSocketTerms::ready).orElse(Duration.ZERO));
    }
}
