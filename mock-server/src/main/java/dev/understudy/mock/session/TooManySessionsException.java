package dev.understudy.mock.session;

/** No more sessions can be opened now. The message says how many there are, and what to do. */
public final class TooManySessionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySessionsException(int most) {
        super(most
                + " sessions are open, and no more are allowed. Close one, or allow more when the server is started.");
    }
}
