package dev.understudy.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In which manner a listener comes.
 *
 * @param purpose what it is there for
 * @param cut where it is cut
 * @param encodings what it accepts beside plain text; empty for nothing
 * @param origin where the page is from on which it listens; empty if it is on none
 * @param reads whether it reads what it is sent
 */
record Approach(
        String purpose,
        Optional<String> lastEventId,
        Optional<Cut> cut,
        Optional<String> encodings,
        Optional<String> origin,
        boolean reads) {
    Approach(String purpose, Optional<String> lastEventId, Optional<Cut> cut) {
        this(purpose, lastEventId, cut, Optional.empty(), Optional.empty(), true);
    }

    /** Somebody who accepts gzip. */
    static Approach zipped(String purpose) {
        return new Approach(purpose, Optional.empty(), Optional.empty(), Optional.of("gzip"), Optional.empty(), true);
    }

    /** Somebody on a page from there. */
    static Approach fromPage(String purpose, String origin) {
        return new Approach(purpose, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(origin), true);
    }

    /** Somebody who never reads. */
    static Approach unread(String purpose) {
        return new Approach(purpose, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The headers of its request, which may be added to. */
    Map<String, String> headers() {
        var headers = new TreeMap<>(Map.of("Accept", "text/event-stream"));
        lastEventId.ifPresent(id -> headers.put("Last-Event-ID", id));
        origin.ifPresent(page -> headers.put("Origin", page));
        encodings.ifPresent(names -> headers.put("Accept-Encoding", names));
        return headers;
    }
}
