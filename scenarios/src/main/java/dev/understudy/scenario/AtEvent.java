package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.OptionalInt;

/** Inside an event, or right behind it. */
record AtEvent(int number, OptionalInt offset) implements Trigger {
    static final Field BYTE = Field.optional(
            "byte",
            Types.integer(-1_000_000),
            "With `event`: after so many bytes of it; below 0: so many before its end. Without it: after the whole event.");
    static final Kind<Trigger> KIND = Kind.with(
            "event",
            "In the n-th event of this connection, after `byte` bytes of it.",
            Types.integer(1),
            "{event: 3, byte: 17}",
            words -> new AtEvent(
                    words.integer(),
                    words.sibling(BYTE.name())
                            .map(w -> OptionalInt.of(w.integer()))
                            .orElse(OptionalInt.empty())));

    @Override
    public OptionalInt within(int event, String jobEvent, int length) {
        int wanted = offset.orElse(length);
        int at = Math.max(0, Math.min(length, wanted < 0 ? length + wanted : wanted));
        return event == number ? OptionalInt.of(at) : OptionalInt.empty();
    }

    @Override
    public boolean hasEvent() {
        return true;
    }
}
