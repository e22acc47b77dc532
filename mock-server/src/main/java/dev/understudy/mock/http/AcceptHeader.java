package dev.understudy.mock.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Accept header (RFC 9110, 12.5.1), as far as one media type is concerned. */
final class AcceptHeader {
    private static final Pattern REFUSED = Pattern.compile("[^;]*(?:;[^;]*)*;\\s*q=0(\\.0*)?\\s*(;.*)?");

    private AcceptHeader() {}

    /** Whether the header lets this media type through. The most specific range that covers it decides. */
    static boolean accepts(String header, String mediaType) {
        // What nearly every client of a stream sends.
        if (header.equals(mediaType)) {
            return true;
        }
        var type = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return accepts(header, Stream.of(mediaType, type, "*/*"));
    }

    /** The same for Accept-Encoding and a coding such as gzip (RFC 9110, 12.5.3). */
    static boolean acceptsCoding(String header, String coding) {
        return accepts(header, Stream.of(coding, "*"));
    }

    private static boolean accepts(String header, Stream<String> fromExactToWide) {
        var ranges = Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::trim)
                .toList();
        return fromExactToWide
                .flatMap(wanted -> ranges.stream()
                        .filter(range -> range.split(";", 2)[0].trim().equals(wanted)))
                .findFirst()
                .filter(range -> !REFUSED.matcher(range).matches())
                .isPresent();
    }
}
