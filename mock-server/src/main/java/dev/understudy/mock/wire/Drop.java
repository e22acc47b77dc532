package dev.understudy.mock.wire;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/** Ends TCP connections, whatever was said on them so far. */
public final class Drop {
    private Drop() {}

    /** Closes the connection under an exchange. */
    public static void close(HttpServerExchange exchange) {
        IoUtils.safeClose(connection(exchange));
    }

    /** Resets the connection under an exchange. */
    public static void reset(HttpServerExchange exchange) {
        reset(connection(exchange), e -> exchange.setPersistent(false));
    }

    /** Resets a connection; one that cannot be reset is closed, and this is told why. */
    public static void reset(StreamConnection connection, Consumer<IOException> whenOnlyClosed) {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            whenOnlyClosed.accept(e);
        }
        IoUtils.safeClose(connection);
    }

    static StreamConnection connection(HttpServerExchange exchange) {
        return ((AbstractServerConnection) exchange.getConnection()).getChannel();
    }
}
