package dev.understudy.mock.http;

import dev.understudy.scenario.AnswerPlan;
import io.undertow.util.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What an answer says of time: when to come back, and what time it is for the server (RFC 9110, 5.6.7, 6.6.1 and 10.2.3). */
final class WhenToReturn {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private WhenToReturn() {}

    static void tell(Call call, AnswerPlan plan) {
        var headers = call.exchange().getResponseHeaders();
        var now = call.session().clock().at(call.session().clock().now()).plus(plan.clockSkew());
        if (plan.retryAfterAsDate() || !plan.clockSkew().isZero()) {
            headers.put(Headers.DATE, date(now));
        }
        plan.retryAfter().ifPresent(wait -> {
            long seconds = Answers.seconds(wait);
            headers.put(
                    Headers.RETRY_AFTER,
                    plan.retryAfterAsDate() ? date(now.plusSeconds(seconds)) : Long.toString(seconds));
        });
    }

    /** As HTTP writes a time. */
    static String date(Instant time) {
        return DATE.format(time);
    }
}
