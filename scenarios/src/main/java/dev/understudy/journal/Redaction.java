package dev.understudy.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes secrets out of what is written down.
 *
 * <p>A secret becomes a fingerprint such as {@code [secret 3fa2b1c4]}, so that one can still see whether two are the same.
 */
public final class Redaction {
    private static final Set<String> HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token");
    private static final String SUBPROTOCOLS = "sec-websocket-protocol";
    private static final Pattern FINGERPRINT = Pattern.compile("\\[secret [0-9a-f]{8}]");
    private static final Pattern QUERY =
            Pattern.compile("(?i)([?&](?:(?:[a-z]+_?)?token|api_key|key)=)(\\[secret [0-9a-f]{8}]|[^&#\"\\s]*)");
    private static final Pattern JSON = Pattern.compile(
            "(?i)(\"(?:auth_?token|old_?token|new_?token|token|access_token)\"\\s*:\\s*\")([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)(\")");

    private Redaction() {}

    /** The headers by lower-case name, secrets replaced, also in addresses such as the Referer. A bearer token keeps its scheme. */
    public static Map<String, String> headers(Map<String, String> headers) {
        var safe = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            safe.put(lower, header(lower, value));
        });
        return safe;
    }

    /** The value of the header with this lower-case name, secrets replaced. */
    public static String header(String name, String value) {
        if (name.equals(SUBPROTOCOLS)) {
            return subprotocols(value);
        }
        return HEADERS.contains(name) ? header(value) : target(value);
    }

    /** A request target, tokens in its query replaced. */
    public static String target(String target) {
        // Most have no query at all, and then there is nothing to look for.
        if (target.indexOf('=') < 0) {
            return target;
        }
        return QUERY.matcher(target)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + fingerprint(found.group(2))));
    }

    /** A JSON text, tokens in it replaced. */
    public static String body(String json) {
        // An address in a body, such as a stream's, may carry a token too.
        return JSON.matcher(target(json))
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + fingerprint(found.group(2)) + found.group(3)));
    }

    /** A browser has no other header to show a token in: of each entry only what stands before a point is kept. */
    private static String subprotocols(String value) {
        return Stream.of(value.split(",", -1))
                .map(String::strip)
                .map(entry -> entry.substring(0, entry.lastIndexOf('.') + 1)
                        + fingerprint(entry.substring(entry.lastIndexOf('.') + 1)))
                .collect(Collectors.joining(", "));
    }

    private static String header(String value) {
        int blank = value.indexOf(' ');
        return blank > 0 && value.substring(0, blank).matches("(?i)bearer|basic")
                ? value.substring(0, blank + 1) + fingerprint(value.substring(blank + 1))
                : fingerprint(value);
    }

    /** What is one already stays as it is: a text may come here twice. */
    private static String fingerprint(String secret) {
        if (FINGERPRINT.matcher(secret).matches()) {
            return secret;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return "[secret " + HexFormat.of().formatHex(digest, 0, 4) + "]";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
