package dev.understudy.scenario;

/** Scenarios cannot be found or chosen. The message says what there is. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueException(String message) {
        super(message);
    }
}
