package dev.understudy.verdict;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a refusal says that one may come back: in so many seconds, or at a time of day (RFC 9110 10.2.3).
 *
 * @param least the least wait by it. A time of day has whole seconds, and so has the answer's Date, by which it is meant: a client that
 *     reckons with its own clock may come up to a second before what the two say
 * @param text the header as it was
 */
record RetryAfter(Duration least, String text) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /** What this answer says; empty if it is no such refusal, or says nothing that can be kept. */
    static Optional<RetryAfter> of(Exchange exchange) {
        var text = exchange.header("retry-after").strip();
        if (exchange.status() != 429 && exchange.status() != 503) {
            return Optional.empty();
        }
        var told = text.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : until(text, exchange.header("date"));
        return told.filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
                .map(time -> new RetryAfter(time, text));
    }

    private static Optional<Duration> until(String date, String now) {
        return time(date)
                .flatMap(then ->
                        time(now).map(start -> Duration.between(start, then).minus(ROUNDING)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<ZonedDateTime> time(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            // No date that the standard asks senders for: then it says nothing.
            return Optional.empty();
        }
    }
}
