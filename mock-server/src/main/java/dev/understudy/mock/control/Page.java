package dev.understudy.mock.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page for people: one file, which loads nothing from anywhere.
 *
 * @param policy allows the page's own script and style, by their fingerprints, and calls of this server
 */
record Page(String html, String policy) {
    static Page load() {
        var html = Documents.resource("page.html");
        return new Page(
                html,
                "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src '"
                        + fingerprint(between(html, "<script>", "</script>"))
                        + "'; style-src '"
                        + fingerprint(between(html, "<style>", "</style>"))
                        + "'");
    }

    private static String between(String html, String start, String end) {
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf(end, from));
    }

    private static String fingerprint(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
