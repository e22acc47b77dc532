package dev.understudy.mock;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** The server cannot start. The message says why, and what to do. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Refuses a host on which this machine cannot listen, whatever the port; anything else is left to who listens.
     *
     * @throws CannotStartException if there is no such host, or it is another machine
     */
    public static void refuseForeign(String host) {
        try {
            var address = InetAddress.getByName(host);
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw foreign(host + " is no address of this machine.", new BindException(host));
            }
        } catch (UnknownHostException e) {
            throw foreign("There is no host '" + host + "'.", e);
        } catch (IOException e) {
            // Then nobody can say, and whoever listens will.
            return;
        }
    }

    private static CannotStartException foreign(String what, IOException e) {
        return new CannotStartException(what + " Give an address of this machine with --host, such as 127.0.0.1.", e);
    }

    /**
     * For a failure to listen on an address.
     *
     * @throws CannotStartException at once if the host is to blame
     */
    public static CannotStartException on(ServerSettings.Address address, RuntimeException e) {
        refuseForeign(address.host());
        if (e.getCause() instanceof BindException) {
            return new CannotStartException(
                    "Port " + address.port() + " on " + address.host() + " is taken, or not ours to take ("
                            + e.getCause().getMessage() + "). Give another with --port, or 0 for any free one.",
                    e);
        }
        return new CannotStartException(
                "The server cannot listen on " + address.host() + ":" + address.port() + ": " + e.getMessage()
                        + ". Give another address with --host.",
                e);
    }
}
