package dev.understudy.network.toxiproxy;

/** The embedded Toxiproxy server cannot start. The message says why, and what to do. */
public final class ToxiproxyStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToxiproxyStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
