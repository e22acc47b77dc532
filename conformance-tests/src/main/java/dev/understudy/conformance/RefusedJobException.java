package dev.understudy.conformance;

import java.net.URI;

/** A job could not be made. */
final class RefusedJobException extends CaseStoppedException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedJobException(String kind, URI url, int status) {
        super("no " + kind + " job could be made: POST " + url + " was answered with " + status);
        this.status = status;
    }

    /** The answer's status. */
    int status() {
        return status;
    }
}
