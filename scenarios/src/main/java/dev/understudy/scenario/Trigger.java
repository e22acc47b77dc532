package dev.understudy.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** When a fault happens to a stream connection. A new kind is one file and a line in {@link TriggerKinds}. */
public interface Trigger {
    /**
     * How many bytes of this event are sent before the fault happens; empty if not in this event.
     *
     * @param number counts the events of this connection from 1
     * @param jobEvent what event of the job's life it carries
     * @param length its bytes
     */
    default OptionalInt within(int number, String jobEvent, int length) {
        return OptionalInt.empty();
    }

    /** How long after the stream was opened it happens; empty if time does not matter. */
    default Optional<Duration> after() {
        return Optional.empty();
    }

    /** Whether there is an event at hand when it happens. */
    default boolean hasEvent() {
        return false;
    }

    /** Whether it happens even before the request is read, where that can be. */
    default boolean beforeRequest() {
        return false;
    }

    /** Whether it happens before the answer's headers. */
    default boolean beforeHeaders() {
        return false;
    }
}
