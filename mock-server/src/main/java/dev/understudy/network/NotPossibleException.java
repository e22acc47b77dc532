package dev.understudy.network;

/** A network that this fault proxy cannot be. The message says why; whatever needs it is not tested. */
public final class NotPossibleException extends NetworkException {
    private static final long serialVersionUID = 1L;

    NotPossibleException(String message) {
        super(message);
    }
}
