package dev.understudy.mock.record;

/** Nothing answers where the target is to be. The message says where, and what to do. */
public final class UnreachableTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableTargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
