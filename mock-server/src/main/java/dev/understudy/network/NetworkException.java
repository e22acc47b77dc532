package dev.understudy.network;

import org.jspecify.annotations.Nullable;

/** The network cannot be disturbed as asked. The message says what was asked, why not, and what to do. */
public class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NetworkException(String message) {
        super(message);
    }

    NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
