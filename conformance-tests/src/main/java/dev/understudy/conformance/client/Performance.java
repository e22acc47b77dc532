package dev.understudy.conformance.client;

import java.util.concurrent.CompletableFuture;

/** A client in the middle of one scenario. Closing it ends the client's part, whether or not it is done. */
public interface Performance extends AutoCloseable {
    /** What the client says when it is done, for example {@code exit 0}, as soon as it is. Never fails. */
    CompletableFuture<String> ended();

    /** What the client told about itself so far: the end of its output, without secrets. */
    String told();

    @Override
    void close();
}
