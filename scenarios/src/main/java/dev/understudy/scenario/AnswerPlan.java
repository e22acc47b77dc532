package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a call is answered with.
 *
 * @param headers headers that differ; an empty value means that it is left out
 * @param body sent instead of the body; a text is sent as it is
 * @param retryAfter shown as the Retry-After header and in the body
 * @param retryAfterAsDate whether Retry-After names a time of day instead of seconds
 * @param clockSkew by how much the server's time of day is wrong
 * @param delay how long the answer waits
 * @param delivery how its body goes over the wire
 */
public record AnswerPlan(
        Form form,
        Map<String, Optional<String>> headers,
        Optional<JsonNode> body,
        Optional<Duration> retryAfter,
        boolean retryAfterAsDate,
        Duration clockSkew,
        Duration delay,
        Delivery delivery) {
    /** As the contract has it. */
    public static final AnswerPlan NORMAL = new AnswerPlan(
            new Normal(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ZERO,
            Duration.ZERO,
            Delivery.USUAL);

    public AnswerPlan {
        headers = Map.copyOf(headers);
    }

    /** What kind of answer. */
    public sealed interface Form {}

    /** As the contract has it. */
    public record Normal() implements Form {}

    /** The contract's error of this name. */
    public record ContractError(String name) implements Form {}

    /** This status, with what body and headers the plan has. */
    public record Status(int code) implements Form {}

    /** As the contract has it, with this merged over the body. */
    public record Changed(JsonNode change) implements Form {}

    /**
     * None: the connection is reset, or closed, after the request was read.
     *
     * @param reset whether it is reset
     * @param done whether what was asked for is done first, so that only the answer is lost
     */
    public record Dropped(boolean reset, boolean done) implements Form {}

    /** The family of words, given the names of the contract's errors. */
    static KindFamily<Form> family(List<String> errorNames) {
        return new KindFamily<>("answer", "an answer, such as {error: rate-limited}", kinds(errorNames), ALL_SHARED);
    }

    private static final List<Field> SHARED = List.of(
            Field.optional(
                    "headers",
                    Types.object(),
                    "Headers that differ; a null leaves one out. In a text `{path}`, `{origin}` and `{other-origin}` stand for the"
                            + " request's path, this server, and this server under another name."),
            Field.optional(
                    "body",
                    Types.any(),
                    "Sent instead of the body; a text is sent as it is, and in JSON `{jobId}` stands for the id of the job that was asked"
                            + " about."),
            Field.optional("retry-after", Types.duration(), "Shown as Retry-After, and in the body of an error."),
            Field.optional(
                    "retry-after-as",
                    Types.word(List.of("seconds", "date")),
                    "How Retry-After is told. Without it: seconds."),
            Field.optional(
                    "clock-skew",
                    Types.duration(),
                    "The server's time of day is ahead by so much, in Date and Retry-After."),
            Field.optional("delay", Types.duration(), "How long the answer waits."),
            Field.optional(
                    "violates",
                    Types.text(),
                    "Says that this breaks the contract on purpose: a rule's id, or `schema`."));

    private static final List<Field> ALL_SHARED =
            Stream.of(SHARED, Delivery.FIELDS).flatMap(List::stream).toList();

    private static List<Kind<? extends Form>> kinds(List<String> errorNames) {
        return List.of(
                Kind.<Form>alone("normal", "As the contract has it.", new Normal()),
                Kind.<Form>with(
                        "error",
                        "The contract's error of this name (`x-errors`).",
                        Types.word(errorNames),
                        "{error: rate-limited, retry-after: 2s}",
                        words -> new ContractError(words.text())),
                Kind.<Form>with(
                        "status",
                        "This status.",
                        Types.integer(200, 599),
                        "{status: 502, body: \"<html>\"}",
                        words -> new Status(words.integer())),
                Kind.<Form>with(
                        "change",
                        "As the contract has it, with this merged over the body; a null removes a field.",
                        Types.object(),
                        "{change: {data: {processedCount: 0}}}",
                        words -> new Changed(words.json())),
                Kind.<Form>with(
                        "drop",
                        "No answer: the connection is reset, or closed, after the request was read; nothing is done.",
                        Types.word(List.of("reset", "close")),
                        "{drop: reset}",
                        words -> new Dropped(words.text().equals("reset"), false)),
                Kind.<Form>with(
                        "lose",
                        "What was asked for is done, such as a job created; then the connection is reset, or closed, instead of"
                                + " the answer.",
                        Types.word(List.of("reset", "close")),
                        "{lose: close}",
                        words -> new Dropped(words.text().equals("reset"), true)));
    }

    static AnswerPlan read(KindFamily<Form> family, Words words) {
        return new AnswerPlan(
                family.read(words),
                headers(words),
                words.json("body"),
                words.duration("retry-after"),
                words.text("retry-after-as").filter("date"::equals).isPresent(),
                words.duration("clock-skew").orElse(Duration.ZERO),
                words.duration("delay").orElse(Duration.ZERO),
                Delivery.read(words));
    }

    /** Headers that differ; null becomes an empty value. */
    static Map<String, Optional<String>> headers(Words words) {
        var headers = new LinkedHashMap<String, Optional<String>>();
        words.map("headers")
                .forEach((name, value) ->
                        headers.put(name, value.json().isNull() ? Optional.empty() : Optional.of(value.text())));
        return headers;
    }
}
