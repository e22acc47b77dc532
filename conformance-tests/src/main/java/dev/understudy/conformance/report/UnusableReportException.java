package dev.understudy.conformance.report;

/** A report that cannot be read, or does not fit the others. The message says which, where and why. */
public final class UnusableReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableReportException(String message) {
        super(message);
    }
}
