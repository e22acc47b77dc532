package dev.understudy.conformance.client;

import java.time.Duration;
import java.util.Optional;

/** A client in the middle of one scenario. Closing it ends the client's part, whether or not it is done. */
public interface Performance extends AutoCloseable {
    /**
     * Waits until the client says that it is done.
     *
     * @return what it said, for example {@code exit 0}; empty if it is not done in this time
     */
    Optional<String> awaitEnd(Duration time) throws InterruptedException;

    /** What the client told about itself so far: the end of its output, without secrets. */
    String told();

    @Override
    void close();
}
