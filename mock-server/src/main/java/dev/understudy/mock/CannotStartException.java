package dev.understudy.mock;

import java.net.BindException;

/** The server cannot start. The message says why, and what to do. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a failure to listen on an address. */
    public static CannotStartException on(ServerSettings.Address address, RuntimeException e) {
        if (e.getCause() instanceof BindException) {
            return new CannotStartException(
                    "Port " + address.port() + " on " + address.host() + " is taken, or not ours to take ("
                            + e.getCause().getMessage() + "). Give another with --port, or 0 for any free one.",
                    e);
        }
        return new CannotStartException(
                "The server cannot listen on " + address.host() + ":" + address.port() + ": " + e
                        + ". Give another address with --host.",
                e);
    }
}
