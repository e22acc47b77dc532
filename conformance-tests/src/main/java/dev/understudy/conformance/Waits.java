package dev.understudy.conformance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting for what only time, or the target, brings about. */
final class Waits {
    private static final Duration SPARE = Duration.ofSeconds(30);

    private static final Duration MARGIN = Duration.ofMillis(300);
    private static final int TOO_MANY = 429;
    private static final int TRIES = 4;

    private Waits() {}

    /** Asks at once and then so often, at most this long; what does not come stops the case. */
    static void poll(String what, Duration atMost, Duration every, Callable<Boolean> question) {
        try {
            await(what)
                    .atMost(atMost.toMillis(), MILLISECONDS)
                    .pollDelay(0, MILLISECONDS)
                    .pollInterval(every.toMillis(), MILLISECONDS)
                    .until(question);
        } catch (ConditionTimeoutException e) {
            throw new CaseStoppedException(what + " did not come within " + DurationWords.of(atMost), e);
        }
    }

    /** Waits until this much time has passed. */
    static void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("time to pass")
                .atMost(time.plus(SPARE).toMillis(), MILLISECONDS)
                .pollInterval(10, MILLISECONDS)
                .until(() -> System.nanoTime() >= end);
    }

    /** Asks until there is an answer, or this much time has passed. */
    static <T> Optional<T> awaitFor(Duration time, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + time.toNanos();
        return await("an answer")
                .atMost(time.plus(SPARE).toMillis(), MILLISECONDS)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(20, MILLISECONDS)
                .until(question::get, answer -> answer.isPresent() || System.nanoTime() >= end);
    }

    /** Sends a request again, some times, when it is put off and has waited as it was asked to, at most this long. */
    static Response untilLetIn(Duration longest, Supplier<Response> attempt) {
        for (int i = 1; ; i++) {
            var response = attempt.get();
            var wait = asked(response, longest);
            if (response.statusCode() != TOO_MANY || wait.isEmpty() || i == TRIES) {
                return response;
            }
            letPass(wait.get().plus(MARGIN));
        }
    }

    /** How long an answer asks to wait; empty if it does not say, or not in seconds, or longer than this. */
    static Optional<Duration> asked(Response response, Duration longest) {
        return asked(Optional.ofNullable(response.header("Retry-After")).orElse(""), longest);
    }

    /** How long this Retry-After asks to wait; empty if it does not say, or not in seconds, or longer than this. */
    static Optional<Duration> asked(String retryAfter, Duration longest) {
        return Optional.of(retryAfter)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(time -> time.compareTo(longest) <= 0);
    }
}
