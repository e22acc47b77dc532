package dev.understudy.scenario.language;

import java.util.Optional;
import java.util.regex.Pattern;

/** A number of bytes as people write it: 500, 64KiB, 5MiB. */
final class SizeText {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB)?");

    private SizeText() {}

    static Optional<Long> parse(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var unit = matcher.group(2);
        long factor = unit == null ? 1 : unit.equals("KiB") ? 1024 : 1024 * 1024;
        return Optional.of(Long.parseLong(matcher.group(1)) * factor);
    }
}
