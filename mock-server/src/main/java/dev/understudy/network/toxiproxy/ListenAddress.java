package dev.understudy.network.toxiproxy;

import dev.understudy.network.engine.AddressException;
import dev.understudy.network.engine.HostPort;
import dev.understudy.network.engine.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a proxy is to listen, looked up before the engine is asked so that the engine never waits for a name server. */
final class ListenAddress {
    private final @Nullable InetSocketAddress found;
    private final String text;

    private ListenAddress(@Nullable InetSocketAddress found, String text) {
        this.found = found;
        this.text = text;
    }

    /** Looks an address up. What is wrong with it is said when it is used. */
    static ListenAddress lookUp(String listen) {
        try {
            var address = HostPort.parse(listen);
            return new ListenAddress(address.forListening(), address.resolved());
        } catch (AddressException e) {
            return new ListenAddress(null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * As the original prints it.
     *
     * @throws ApiException if it cannot be used
     */
    String resolved() {
        if (found == null) {
            throw ApiException.failed(text);
        }
        return text;
    }

    /**
     * Lets a proxy listen there.
     *
     * @throws ApiException if it cannot
     */
    void start(Proxy proxy) {
        if (found == null) {
            throw ApiException.failed("listen tcp: " + text);
        }
        try {
            proxy.start(found);
        } catch (IOException e) {
            throw ApiException.failed("listen tcp " + text + ": bind: "
                    + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
    }
}
