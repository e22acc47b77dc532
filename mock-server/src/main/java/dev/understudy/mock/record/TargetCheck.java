package dev.understudy.mock.record;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;

/** Whether there can be, and is, something at the target's address. */
final class TargetCheck {
    private static final int PATIENCE_MILLIS = 5_000;

    private TargetCheck() {}

    /**
     * Connects, and closes again.
     *
     * @throws UnusableRecordingException if the address is none
     * @throws UnreachableTargetException if nothing answers there
     */
    static void reach(URI target) {
        if (target.getHost() == null
                || !Set.of("http", "https")
                        .contains(String.valueOf(target.getScheme()).toLowerCase(java.util.Locale.ROOT))) {
            throw new UnusableRecordingException(
                    "'" + target + "' is no address of a server. Write, for example, --target http://127.0.0.1:8080.");
        }
        if (target.getRawUserInfo() != null || target.getRawQuery() != null || target.getRawFragment() != null) {
            throw new UnusableRecordingException(
                    "--target must be where the API's paths begin, without user, query or fragment;"
                            + " what a server wants to know of its clients, they bring themselves.");
        }
        int port = target.getPort() >= 0 ? target.getPort() : target.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.getHost(), port), PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UnreachableTargetException(
                    "Nothing answers at " + target + " (" + e.getMessage() + "). Start the target, or mend --target.",
                    e);
        }
    }
}
