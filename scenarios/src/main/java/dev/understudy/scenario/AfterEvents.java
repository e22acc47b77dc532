package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.OptionalInt;

/** After so many events; 0 means before the first one. */
record AfterEvents(int count) implements Trigger {
    static final Kind<Trigger> KIND = Kind.with(
            "events",
            "After so many whole events of this connection; 0 means before the first.",
            Types.integer(0),
            "{events: 2}",
            words -> new AfterEvents(words.integer()));

    @Override
    public OptionalInt within(int number, String jobEvent, int length) {
        if (count == 0) {
            return number == 1 ? OptionalInt.of(0) : OptionalInt.empty();
        }
        return number == count ? OptionalInt.of(length) : OptionalInt.empty();
    }

    @Override
    public boolean hasEvent() {
        return count > 0;
    }
}
