package dev.understudy.conformance;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Under which conditions a target can be judged.
 *
 * @param budget how many requests it may be sent; empty for any number
 * @param mostListeners how many may listen to one job at the same time
 * @param openStreams where it says how many streams are open
 * @param expiredJob a job whose results have expired
 * @param longestWait how long the suite may wait for something to expire
 */
record Conditions(
        Access access,
        Optional<Budget> budget,
        OptionalInt mostListeners,
        Optional<OpenStreams> openStreams,
        Optional<String> expiredJob,
        Duration longestWait) {
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Nothing is known, and nothing forbidden. */
    static final Conditions NONE = new Conditions(
            Access.FREE, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), LONGEST_WAIT);

    /** At most so many calls, by part of a job's life (as {@code create}; {@code other} is all else), in so much time. */
    record Budget(Map<String, Integer> calls, Duration per) {
        Budget {
            calls = Map.copyOf(calls);
        }
    }

    /** Where a target says how many streams are open: a JSON pointer into a JSON answer, or the name of a Prometheus metric. */
    record OpenStreams(String path, String where) {
        /** The number in this answer; empty if there is none. Of a metric with several labels it is the sum. */
        Optional<Long> count(String answer) {
            return where.startsWith("/") ? JsonBody.of(answer).number(where) : metric(answer);
        }

        private Optional<Long> metric(String answer) {
            var line = Pattern.compile("(?m)^" + Pattern.quote(where) + "(?:\\{[^}]*\\})?[ \t]+([0-9.e+]{1,20})");
            return line.matcher(answer)
                    .results()
                    .map(found -> Math.round(Double.parseDouble(found.group(1))))
                    .reduce(Long::sum);
        }
    }

    Conditions with(Access other) {
        return new Conditions(other, budget, mostListeners, openStreams, expiredJob, longestWait);
    }
}
