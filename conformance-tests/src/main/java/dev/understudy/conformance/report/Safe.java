package dev.understudy.conformance.report;

import dev.understudy.journal.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/** Makes text from elsewhere fit to be written down: no secrets, no control characters, not too long. */
final class Safe {
    private static final int LONGEST = 2000;
    private static final Pattern USER_INFO = Pattern.compile("(?i)\\b(https?|wss?)://[^/@\\s]+@");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(Bearer|Basic) (?!\\[secret)[A-Za-z0-9._~+/=-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private Safe() {}

    /** One line, for people. A line's end becomes a visible sign. */
    static String line(String text) {
        var visible = text.replace("\r\n", "\u23ce").replace('\n', '\u23ce').replace('\t', ' ');
        return shorten(CONTROL.matcher(withoutSecrets(visible)).replaceAll("\ufffd"));
    }

    static List<String> lines(List<String> texts) {
        return texts.stream().map(Safe::line).toList();
    }

    static String withoutSecrets(String text) {
        var plain = USER_INFO.matcher(text).replaceAll("$1://[secret]@");
        plain = BEARER.matcher(plain).replaceAll("$1 [secret]");
        return Redaction.body(Redaction.target(plain));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "... (" + (text.length() - LONGEST) + " characters more)";
    }
}
