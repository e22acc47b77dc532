package dev.understudy.scenario;

import java.time.Duration;
import java.util.Optional;

/** Knows a few of the things that may be done to a stream connection, and meets all the others alike. */
public interface PartialStreamControl extends StreamControl {
    /** Done for everything that it does not know. */
    void anythingElse();

    @Override
    default void reset() {
        anythingElse();
    }

    @Override
    default void close() {
        anythingElse();
    }

    @Override
    default void end() {
        anythingElse();
    }

    @Override
    default void endThenClose() {
        anythingElse();
    }

    @Override
    default void silence(Optional<Duration> time) {
        anythingElse();
    }

    @Override
    default void stopReading() {
        anythingElse();
    }

    @Override
    default void write(byte[] bytes) {
        anythingElse();
    }

    @Override
    default void writeUnframed(byte[] bytes) {
        anythingElse();
    }

    @Override
    default void repeatEvent() {
        anythingElse();
    }

    @Override
    default void message(String name) {
        anythingElse();
    }

    @Override
    default void closeWith(int code, String reason) {
        anythingElse();
    }

    @Override
    default void sendAs(MessageForm form) {
        anythingElse();
    }

    @Override
    default void say(String text) {
        anythingElse();
    }

    @Override
    default void ping() {
        anythingElse();
    }
}
