package dev.understudy.network.engine;

import java.io.IOException;

/** An address that cannot be used. The message is what the Toxiproxy server says about it. */
public final class AddressException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressException(String message) {
        super(message);
    }
}
