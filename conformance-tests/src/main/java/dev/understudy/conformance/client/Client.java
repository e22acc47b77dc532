package dev.understudy.conformance.client;

import dev.understudy.verdict.Yardstick;
import java.io.IOException;
import java.util.Optional;

/**
 * A client that can be judged: something that, given a server's address, does what an app does there.
 *
 * <p>Safe for any number of threads: several scenarios run at the same time.
 */
public interface Client {
    /** The client's name in reports. */
    String name();

    /** What kind of client it is, where that is not what the whole run goes by. */
    default Optional<Yardstick> yardstick() {
        return Optional.empty();
    }

    /**
     * Lets it play one scenario.
     *
     * @throws IOException if it does not even start; says why
     */
    Performance begin(Stage stage) throws IOException, InterruptedException;

    /** Ends what serves all scenarios together. */
    default void close() {}
}
