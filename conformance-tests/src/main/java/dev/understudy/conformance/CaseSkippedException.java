package dev.understudy.conformance;

/** There is nothing for a case to do here; that is nobody's fault. The message says why. */
final class CaseSkippedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseSkippedException(String message) {
        super(message);
    }
}
