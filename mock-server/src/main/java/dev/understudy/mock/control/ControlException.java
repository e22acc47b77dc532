package dev.understudy.mock.control;

/** A call of the control API that cannot be done. The message says what is wrong. */
final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String hint;

    ControlException(int status, String error, String hint) {
        super(error);
        this.status = status;
        this.hint = hint;
    }

    int status() {
        return status;
    }

    /** What to do instead. */
    String hint() {
        return hint;
    }
}
