package dev.understudy.mock.job;

/** A test wants something to happen to a job that cannot happen to it now. The message says why. */
public final class PushException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    PushException(String message, String advice) {
        super(message + " " + advice);
        this.problem = message;
        this.advice = advice;
    }

    /** What is wrong: the message without its last sentence. */
    public String problem() {
        return problem;
    }

    /** What to do instead: the last sentence of the message. */
    public String advice() {
        return advice;
    }
}
