package dev.understudy.contract;

import java.util.List;

/**
 * Which pages of other origins may call, and what they may send and read.
 *
 * @param origins exact origins, or with {@code *} for any port; {@code *} alone for all
 * @param maxAge seconds for which a preflight may be remembered
 */
public record Cors(
        List<String> origins, List<String> methods, List<String> allowHeaders, List<String> exposeHeaders, int maxAge) {
    private static final String ANY = "*";

    public Cors {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }

    /** Whether a page of this origin may call. */
    public boolean allows(String origin) {
        return origins.stream().anyMatch(pattern -> matches(pattern, origin));
    }

    /** What an answer to a page of this origin allows. */
    public String allowed(String origin) {
        return origins.contains(ANY) ? ANY : origin;
    }

    private static boolean matches(String pattern, String origin) {
        if (pattern.equals(ANY)) {
            return true;
        }
        if (!pattern.endsWith(":*")) {
            return pattern.equals(origin);
        }
        var host = pattern.substring(0, pattern.length() - 2);
        return origin.equals(host) || origin.matches(java.util.regex.Pattern.quote(host) + ":\\d{1,5}");
    }
}
