package dev.understudy.conformance;

/** Nobody, or somebody else, answers at the target's address. The message names the address and the error. */
public final class UnreachableTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableTargetException(String message) {
        super(message);
    }

    UnreachableTargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
