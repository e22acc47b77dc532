package dev.understudy.scenario.situation;

/** There is no network of this name. The message says which there are. */
public final class UnknownSituationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSituationException(String message) {
        super(message);
    }
}
