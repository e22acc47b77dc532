package dev.understudy.mock.record;

/** What was asked for cannot be recorded, or cannot be written down. The message says why, and what to do. */
public final class UnusableRecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRecordingException(String message) {
        super(message);
    }

    UnusableRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
