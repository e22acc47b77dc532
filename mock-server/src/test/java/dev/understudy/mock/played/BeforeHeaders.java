package dev.understudy.mock.played;

import dev.understudy.scenario.ConnectionPlan;
import dev.understudy.scenario.StreamControl;
import java.time.Duration;
import java.util.Optional;

/** What a connection does before its headers, in words. */
final class BeforeHeaders implements StreamControl {
    private Optional<String> ending = Optional.empty();

    private BeforeHeaders() {}

    /** How a connection is over before its headers; empty if they come. */
    static Optional<String> ending(ConnectionPlan plan) {
        var control = new BeforeHeaders();
        plan.faults().stream()
                .filter(fault -> fault.when().beforeHeaders())
                .findFirst()
                .ifPresent(fault -> fault.what().perform(control));
        return control.ending;
    }

    @Override
    public void reset() {
        ending = Optional.of("is reset before the headers");
    }

    @Override
    public void close() {
        ending = Optional.of("is closed before the headers");
    }

    @Override
    public void end() {
        close();
    }

    @Override
    public void endThenClose() {
        close();
    }

    @Override
    public void stopReading() {
        // The headers come all the same.
    }

    @Override
    public void silence(Optional<Duration> time) {
        ending = time.isEmpty() ? Optional.of("is never answered, and is left") : Optional.empty();
    }

    @Override
    public void write(byte[] bytes) {
        ending = Optional.empty();
    }

    @Override
    public void repeatEvent() {
        close();
    }

    @Override
    public void message(String jobEvent) {
        close();
    }
}
