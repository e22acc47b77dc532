package dev.understudy.network.engine;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An address as people write it, such as {@code localhost:8080} or {@code [::1]:0}, read and printed as Go does. */
public final class HostPort {
    private static final int HIGHEST_PORT = 65535;
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern NUMERIC =
            Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + ":\\d+|\\[[0-9a-fA-F:]+]:\\d+");

    private final String host;
    private final int port;

    private HostPort(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Reads an address; an empty one is any free port everywhere. */
    public static HostPort parse(String text) throws AddressException {
        if (text.isEmpty()) {
            return new HostPort("", 0);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw problem(text, "missing port in address");
        }
        var port = text.substring(colon + 1);
        return new HostPort(host(text, colon), port(port));
    }

    /** Whether an address as people write it has no name that would have to be looked up. */
    static boolean isNumeric(String text) {
        return NUMERIC.matcher(text).matches();
    }

    /** As it is printed for a socket that is bound to it. */
    public static String print(InetSocketAddress address) {
        return print(address.getAddress()) + ":" + address.getPort();
    }

    /**
     * Where a listener is to be bound. May wait for a name server.
     *
     * @throws AddressException if the name is not known
     */
    public InetSocketAddress forListening() throws AddressException {
        return host.isEmpty() || host.equals("0.0.0.0")
                ? new InetSocketAddress(port)
                : new InetSocketAddress(lookUp().get(0), port);
    }

    /** As Go prints it before anything is bound: a name is an address then, and "everywhere" is nothing. */
    public String resolved() throws AddressException {
        return host.isEmpty() ? ":" + port : print(new InetSocketAddress(lookUp().get(0), port));
    }

    /** Where to find a server, each way to it. May wait for a name server. */
    List<InetSocketAddress> forDialling() throws AddressException {
        if (host.isEmpty()) {
            return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return lookUp().stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private List<InetAddress> lookUp() throws AddressException {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .sorted(Comparator.comparing(address -> address instanceof Inet6Address))
                    .toList();
        } catch (UnknownHostException e) {
            throw new AddressException("lookup " + host + ": no such host");
        }
    }

    private static String print(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        return "[" + (address.isAnyLocalAddress() ? "::" : shortened(address.getHostAddress())) + "]";
    }

    /** IPv6 with its longest run of zeros left out. */
    private static String shortened(String groups) {
        var best = "";
        for (int length = 8; length > 1 && best.isEmpty(); length--) {
            var zeros = "0:".repeat(length - 1) + "0";
            if ((":" + groups + ":").contains(":" + zeros + ":")) {
                best = zeros;
            }
        }
        if (best.isEmpty()) {
            return groups;
        }
        var cut = (":" + groups + ":").replaceFirst(":" + best + ":", "::");
        var head = cut.startsWith("::") ? cut : cut.substring(1);
        return head.endsWith("::") ? head : head.substring(0, head.length() - 1);
    }

    private static String host(String text, int colon) throws AddressException {
        var host = text.substring(0, colon);
        if (host.startsWith("[")) {
            if (!host.endsWith("]")) {
                throw problem(text, host.contains("]") ? "too many colons in address" : "missing ']' in address");
            }
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            throw problem(text, "too many colons in address");
        }
        return host;
    }

    private static int port(String text) throws AddressException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[+-]?\\d+")) {
            throw new AddressException("lookup tcp/" + text + ": unknown port");
        }
        if (!text.matches("\\+?0*\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw problem(text, "invalid port");
        }
        return Integer.parseInt(text);
    }

    private static AddressException problem(String text, String what) {
        return new AddressException("address " + text + ": " + what);
    }
}
