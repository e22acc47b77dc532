package dev.understudy.mock.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The Accept header (RFC 9110, 12.5.1), as far as one media type is concerned. */
final class AcceptHeader {
    private static final Pattern UNWANTED = Pattern.compile(".*;\\s*q=0(\\.0*)?\\s*(;.*)?");

    private AcceptHeader() {}

    /** Whether the header lets this media type through. */
    static boolean accepts(String header, String mediaType) {
        var type = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::trim)
                .filter(range -> !UNWANTED.matcher(range).matches())
                .map(range -> range.split(";", 2)[0].trim())
                .anyMatch(range -> range.equals(mediaType) || range.equals(type) || range.equals("*/*"));
    }
}
