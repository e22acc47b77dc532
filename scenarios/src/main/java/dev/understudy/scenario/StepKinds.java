package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.language.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The words of a timeline. */
final class StepKinds {
    /** All but the contract's events. The order is the reference's order. */
    static final List<Kind<Step>> ALL =
            List.of(RampStep.KIND, CommentStep.HEARTBEAT, CommentStep.KIND, RetryStep.KIND, RawStep.TEXT, RawStep.HEX);

    private StepKinds() {}

    /** The contracts' events first, each once, then {@link #ALL}. */
    static List<Kind<Step>> with(List<Contract> contracts) {
        var events = new LinkedHashMap<String, Kind<Step>>();
        contracts.stream()
                .flatMap(contract -> contract.messages().stream())
                .forEach(message -> events.putIfAbsent(message.jobEvent(), EventStep.kind(message)));
        return Stream.concat(events.values().stream(), ALL.stream()).toList();
    }
}
