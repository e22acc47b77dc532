package dev.understudy.scenario;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.language.Kind;
import java.util.List;
import java.util.stream.Stream;

/** The words of a timeline. */
final class StepKinds {
    /** All but the contract's events. The order is the reference's order. */
    static final List<Kind<Step>> ALL =
            List.of(RampStep.KIND, CommentStep.HEARTBEAT, CommentStep.KIND, RetryStep.KIND, RawStep.TEXT, RawStep.HEX);

    private StepKinds() {}

    /** The contract's events first, then {@link #ALL}. */
    static List<Kind<Step>> with(Contract contract) {
        var events = contract.messages().stream().map(EventStep::kind);
        return Stream.concat(events, ALL.stream()).toList();
    }
}
