package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import java.util.List;

/** The words of {@code when}. */
final class TriggerKinds {
    static final List<Kind<Trigger>> ALL =
            List.of(AtEvent.KIND, AfterEvents.KIND, AfterTime.KIND, AtState.KIND, BeforeHeaders.KIND);
    static final KindFamily<Trigger> FAMILY = new KindFamily<>(
            "when", "when it happens, such as {event: 3, byte: 17}", List.copyOf(ALL), List.of(AtEvent.BYTE));

    private TriggerKinds() {}
}
