package dev.understudy.conformance;

/** Nobody answers at the target's address. The message names the address and the error. */
public final class UnreachableTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableTargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
