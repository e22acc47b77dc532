package dev.understudy.mock.http;

import dev.understudy.scenario.StreamControl;
import java.time.Duration;
import java.util.Optional;

/** What is left of a fault that happens before any answer: whether the connection is reset, or closed. */
final class DropBeforeHeaders implements StreamControl {
    private boolean reset;

    boolean isReset() {
        return reset;
    }

    @Override
    public void reset() {
        reset = true;
    }

    @Override
    public void close() {
        reset = false;
    }

    @Override
    public void end() {
        reset = false;
    }

    @Override
    public void silence(Optional<Duration> time) {
        reset = false;
    }

    @Override
    public void write(byte[] bytes) {
        reset = false;
    }

    @Override
    public void repeatEvent() {
        reset = false;
    }

    @Override
    public void message(String jobEvent) {
        reset = false;
    }
}
