package dev.understudy.mock.control;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may control the server: whoever calls it by an address of this machine, and pages that come from this machine.
 *
 * <p>A foreign Host is a page that has tricked its DNS name into meaning this machine; a foreign Origin is any other page.
 */
final class Trust {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    private final String host;

    /** The host is what the server listens on. */
    Trust(String host) {
        this.host = host;
    }

    /** Refuses what is foreign with 403. */
    void check(HttpServerExchange exchange) {
        if (!isOurs(exchange.getHostName())) {
            throw new ControlException(
                    StatusCodes.FORBIDDEN,
                    "The Host '" + exchange.getHostName() + "' is foreign.",
                    "Use 127.0.0.1 or localhost.");
        }
        var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null && isForeign(origin)) {
            throw new ControlException(
                    StatusCodes.FORBIDDEN,
                    "The Origin '" + origin + "' is foreign.",
                    "Pages of other origins may not control this server; serve yours from this machine.");
        }
    }

    private boolean isOurs(@Nullable String name) {
        if (name == null) {
            return false;
        }
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return LOOPBACK.contains(plain) || plain.equals(host) || (EVERYWHERE.contains(host) && isAddress(plain));
    }

    /** Somebody who listens on all addresses is called by any of them, but not by a name. */
    private static boolean isAddress(String name) {
        return name.matches("[0-9.]+|[0-9a-f:.]+");
    }

    private boolean isForeign(String origin) {
        try {
            return !isOurs(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            // What is no URI, such as "null", is nobody we know.
            return true;
        }
    }
}
