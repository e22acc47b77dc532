package dev.understudy.contract;

/** There is no contract pack of this name. The message lists those that there are. */
public final class UnknownContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownContractException(String message) {
        super(message);
    }
}
