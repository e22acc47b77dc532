package dev.understudy.conformance;

/** A case cannot go on; what was seen so far is judged all the same. The message says why, for the report. */
sealed class CaseStoppedException extends RuntimeException permits RefusedJobException {
    private static final long serialVersionUID = 1L;

    CaseStoppedException(String message) {
        super(message);
    }

    CaseStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
