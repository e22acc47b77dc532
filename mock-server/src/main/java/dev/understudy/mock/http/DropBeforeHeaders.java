package dev.understudy.mock.http;

import dev.understudy.scenario.StreamControl;
import java.time.Duration;
import java.util.Optional;

/** What is left of a fault that happens before any answer: whether the connection is reset or closed, or nothing is said. */
final class DropBeforeHeaders implements StreamControl {
    private boolean reset;
    private boolean silent;
    private Optional<Duration> pause = Optional.empty();

    boolean isReset() {
        return reset;
    }

    /** Whether nothing is to be said; {@link #pause} says for how long. */
    boolean isSilent() {
        return silent;
    }

    /** After how long the answer comes after all; empty if never. */
    Optional<Duration> pause() {
        return pause;
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
    public void endThenClose() {
        reset = false;
    }

    @Override
    public void silence(Optional<Duration> time) {
        silent = true;
        pause = time;
    }

    @Override
    public void stopReading() {
        silent = false;
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
