package dev.understudy.scenario;

import dev.understudy.contract.JobRole;
import dev.understudy.scenario.ClientExpectation.BroughtId;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Types;
import dev.understudy.scenario.language.Words;
import java.util.List;

/** The words of {@code expect: client}. */
final class ClientExpectationKinds {
    private static final String RETRY = "retry";

    private static final List<Field> RECONNECTS = List.of(
            Field.optional("times", Types.integer(1), "Exactly so often. Without it: once or more."),
            Field.optional(
                    "not-before",
                    Types.durationOr(RETRY),
                    "The least time from the end of the stream before; `retry` is what the rules ask for anyway."),
            Field.optional("within", Types.duration(), "The most time from there. Without it nothing is too late."),
            Field.optional("last-event-id", Types.text(), "`last-complete`, `none`, or the id that it must bring."));

    static final List<Kind<ClientExpectation>> ALL = List.of(
            Kind.<ClientExpectation>of(
                            "reconnects",
                            "It comes back to a stream that ended.",
                            RECONNECTS,
                            "{reconnects: {times: 1, within: 5s, last-event-id: last-complete}}",
                            ClientExpectationKinds::reconnects)
                    .orAlone(),
            calls("opens", "It asks for a stream so often; what its HTTP library repeats is one.", JobRole.STREAM),
            calls("creates", "It uploads so often.", JobRole.CREATE),
            calls("polls", "It asks for the status so often.", JobRole.STATUS),
            calls("fetches-results", "It asks for results so often.", JobRole.RESULTS),
            calls("cancels", "It cancels so often.", JobRole.CANCEL),
            calls("refreshes-token", "It asks for a new token so often.", JobRole.REFRESH_TOKEN),
            Kind.of(
                    "stays-away",
                    "It does not ask for a stream again.",
                    List.of(Field.required("for", Types.duration(), "For so long after the last one was over.")),
                    "{stays-away: {for: 3s}}",
                    words -> new ClientExpectation.StaysAway(
                            words.duration("for").orElseThrow())));

    static final KindFamily<ClientExpectation> FAMILY = new KindFamily<>(
            "client", "what the client must do, such as {fetches-results: {times: 1}}", List.copyOf(ALL), List.of());

    private ClientExpectationKinds() {}

    private static Kind<ClientExpectation> calls(String word, String summary, JobRole role) {
        return Kind.<ClientExpectation>of(
                        word,
                        summary,
                        CallCount.FIELDS,
                        "{" + word + ": {times: 1}}",
                        words -> new ClientExpectation.Calls(role, CallCount.read(words)))
                .orAlone();
    }

    private static ClientExpectation reconnects(Words words) {
        return new ClientExpectation.Reconnects(
                words.integer("times"),
                words.duration("not-before"),
                words.duration("within"),
                words.text("last-event-id").map(ClientExpectationKinds::id));
    }

    private static BroughtId id(String text) {
        return switch (text) {
            case "last-complete" -> new BroughtId(BroughtId.Word.LAST_COMPLETE, "");
            case "none" -> new BroughtId(BroughtId.Word.NONE, "");
            default -> new BroughtId(BroughtId.Word.LITERAL, text);
        };
    }
}
