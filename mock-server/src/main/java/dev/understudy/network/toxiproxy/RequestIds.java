package dev.understudy.network.toxiproxy;

import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;

/** Names for requests: 20 characters of which no two are the same. */
final class RequestIds {
    private static final int LENGTH = 20;
    private static final int BASE = 32;

    private RequestIds() {}

    static String next() {
        var hex = UUID.randomUUID().toString().replace("-", "");
        var text = new BigInteger("1" + hex, 16).toString(BASE).toLowerCase(Locale.ROOT);
        return text.substring(text.length() - LENGTH);
    }
}
