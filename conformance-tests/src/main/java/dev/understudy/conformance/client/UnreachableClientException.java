package dev.understudy.conformance.client;

/** A test service cannot be used. The message names its address and the reason. */
public final class UnreachableClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableClientException(String message) {
        super(message);
    }
}
