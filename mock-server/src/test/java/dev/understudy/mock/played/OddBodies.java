package dev.understudy.mock.played;

import dev.understudy.journal.Entry;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.RawHttp;
import dev.understudy.scenario.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Bodies that come slowly, not whole, or without an end, as a transcript shows them: byte by byte, with what is around them. */
final class OddBodies {
    private static final int SPARE_MOVES = 50;

    private OddBodies() {}

    /** Lets the clock move until all of it was sent, and reads it. */
    static void show(RawHttp http, Delivery delivery, MockServer mock, Transcript transcript) throws IOException {
        transcript.head(http.head());
        var body = new StringBuilder(http.soFar());
        var every = delivery.pace().map(Delivery.Pace::every).orElse(Duration.ZERO);
        int moves = 0;
        for (; !isSent(mock); moves++) {
            mock.advance(every);
            body.append(http.soFar());
        }
        body.append(http.soFar());
        // How often the clock was moved before the end was seen depends on the machine; what comes next must not.
        int pieces = delivery.pace().map(pace -> body.length() / pace.bytes()).orElse(0);
        for (; moves < pieces + SPARE_MOVES; moves++) {
            mock.advance(every);
        }
        transcript.noAnswer("body: " + body.toString().replace("\r", "\\r").replace("\n", "\\n"));
        delivery.pace()
                .ifPresent(pace -> transcript.noAnswer(
                        pace.bytes() + " bytes every " + pace.every().toMillis() + " ms"));
        transcript.noAnswer("then: " + delivery.then().toString().toLowerCase(Locale.ROOT));
    }

    /** Whether the end of the last request's answer was written down, or what is done instead of one. */
    private static boolean isSent(MockServer mock) {
        var entries = mock.journal().entries();
        long last = entries.stream()
                .filter(Entry.Request.class::isInstance)
                .mapToLong(Entry::exchange)
                .max()
                .orElseThrow();
        return entries.stream()
                .filter(entry -> entry.exchange() == last)
                .anyMatch(entry -> entry instanceof Entry.End || entry instanceof Entry.Fault);
    }
}
