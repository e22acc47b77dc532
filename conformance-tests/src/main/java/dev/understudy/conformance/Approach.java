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
 * @param reads whether it reads what it is sent
 */
record Approach(
        String purpose, Optional<String> lastEventId, Optional<Cut> cut, Optional<String> encodings, boolean reads) {
    Approach(String purpose, Optional<String> lastEventId, Optional<Cut> cut) {
        this(purpose, lastEventId, cut, Optional.empty(), true);
    }

    /** Somebody who accepts gzip. */
    static Approach zipped(String purpose) {
        return new Approach(purpose, Optional.empty(), Optional.empty(), Optional.of("gzip"), true);
    }

    /** Somebody who never reads. */
    static Approach unread(String purpose) {
        return new Approach(purpose, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The headers of its request, which may be added to. */
    Map<String, String> headers() {
        var headers = new TreeMap<>(Map.of("Accept", "text/event-stream"));
        lastEventId.ifPresent(id -> headers.put("Last-Event-ID", id));
        encodings.ifPresent(names -> headers.put("Accept-Encoding", names));
        return headers;
    }
}
