package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.OptionalInt;

/** Right behind the first event that carries this event of the job's life. */
record AtState(String state) implements Trigger {
    static final Kind<Trigger> KIND = Kind.with(
            "state",
            "After the event with which the job reaches this state, for example `completed`.",
            Types.text(),
            "{state: completed}",
            words -> new AtState(words.text()));

    @Override
    public OptionalInt within(int number, String jobEvent, int length) {
        return jobEvent.equals(state) ? OptionalInt.of(length) : OptionalInt.empty();
    }

    @Override
    public boolean hasEvent() {
        return true;
    }
}
