package dev.understudy.network.toxiproxy;

/** A request that is refused: the status, and the text that the original gives. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final int status;

    private ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    static ApiException badBody(String why) {
        return new ApiException(BAD_REQUEST, "bad request body: " + why);
    }

    static ApiException missing(String field) {
        return new ApiException(BAD_REQUEST, "missing required field: " + field);
    }

    static ApiException invalid(String message) {
        return new ApiException(BAD_REQUEST, message);
    }

    static ApiException notFound(String what) {
        return new ApiException(NOT_FOUND, what + " not found");
    }

    /** The same in words of our own, where the original has none. */
    static ApiException unknown(String message) {
        return new ApiException(NOT_FOUND, message);
    }

    static ApiException exists(String what) {
        return new ApiException(CONFLICT, what + " already exists");
    }

    static ApiException failed(String message) {
        return new ApiException(SERVER_ERROR, message);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
