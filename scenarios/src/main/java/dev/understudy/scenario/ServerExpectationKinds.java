package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Types;
import java.util.List;

/** The words of {@code expect: server}. */
final class ServerExpectationKinds {
    private ServerExpectationKinds() {}

    static KindFamily<ServerExpectation> family(List<Contract> contracts) {
        var finals = contracts.stream()
                .flatMap(contract -> contract.messages().stream())
                .filter(Message::endsJob)
                .map(Message::jobEvent)
                .distinct()
                .toList();
        return new KindFamily<>(
                "server",
                "what the server must do, such as {ends: completed}",
                List.of(
                        Kind.<ServerExpectation>of(
                                        "resumes",
                                        "Whoever comes back goes on where it was.",
                                        List.of(
                                                Field.optional(
                                                        "lost",
                                                        Types.integer(0),
                                                        "So many events may be lost. Without it: 0."),
                                                Field.optional(
                                                        "repeated",
                                                        Types.integer(0),
                                                        "So many may come twice. Without it: 0.")),
                                        "{resumes: {lost: 0, repeated: 0}}",
                                        words -> new ServerExpectation.Resumes(
                                                words.integer("lost").orElse(0),
                                                words.integer("repeated").orElse(0)))
                                .orAlone(),
                        Kind.<ServerExpectation>with(
                                "ends",
                                "The job ends with this event.",
                                Types.word(finals),
                                "{ends: completed}",
                                words -> new ServerExpectation.Ends(words.text()))),
                List.of());
    }
}
