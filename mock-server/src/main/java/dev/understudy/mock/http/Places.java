package dev.understudy.mock.http;

import java.util.regex.Pattern;

/** Places that a scenario names in a header, such as where a redirect leads. */
final class Places {
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1(:\\d+)?");
    private static final Pattern DOMAIN = Pattern.compile("([A-Za-z][A-Za-z0-9.-]*?)\\.?(:\\d+)?");

    private Places() {}

    static String filled(Call call, String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        var host = call.exchange().getHostAndPort();
        return text.replace("{path}", call.exchange().getRequestURI())
                .replace("{origin}", "http://" + host)
                .replace("{other-origin}", "http://" + otherName(host));
    }

    /** The same server under another name, which makes it another origin. */
    static String otherName(String host) {
        if (LOOPBACK.matcher(host).matches()) {
            return host.replace("127.0.0.1", "localhost");
        }
        if (host.equals("localhost") || host.startsWith("localhost:")) {
            return host.replaceFirst("localhost", "127.0.0.1");
        }
        var domain = DOMAIN.matcher(host);
        // A dot at the end makes the name absolute, and another one.
        return domain.matches() ? domain.group(1) + "." + (domain.group(2) == null ? "" : domain.group(2)) : host;
    }
}
