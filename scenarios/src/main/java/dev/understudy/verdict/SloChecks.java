package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How fast and how surely a target serves, measured over several runs. Without limits in the profile nothing applies. */
final class SloChecks {
    static final String CONNECT = "stream-slo";
    static final String AGAIN = "stream-slo-again";
    static final String WATCHED = "stream-slo-latency";
    static final String RESULTS = "results-slo";

    /** What has come this soon behind the headers had happened before, and waited for the listener. */
    private static final Duration BACKLOG = Duration.ofMillis(100);

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{10,16}");

    static final List<Check> ALL = List.of(
            fast("SLO-CONNECT", Slo::connect, (seen, slo) -> headTimes(seen)),
            fast("SLO-FIRST-MESSAGE", Slo::firstMessage, (seen, slo) -> firstMessages(seen)),
            fast("SLO-LATENCY", Slo::latency, SloChecks::latencies),
            fast("SLO-RECONNECT", Slo::reconnect, (seen, slo) -> returns(seen)),
            sure("SLO-CONNECT-RATE", CONNECT, 99),
            sure("SLO-RECONNECT-RATE", AGAIN, 95),
            sure("SLO-RESULTS-RATE", RESULTS, 99));

    private SloChecks() {}

    private static Check fast(
            String rule, Function<Slo, Duration> limit, BiFunction<Seen, Slo, List<Duration>> measure) {
        return new Check(rule, seen -> {
            var slo = seen.terms().slo();
            return slo == null ? Finding.notObserved() : judge(measure.apply(seen, slo), limit.apply(slo));
        });
    }

    private static Finding judge(List<Duration> times, Duration limit) {
        if (times.isEmpty()) {
            return Finding.notObserved();
        }
        var sorted = times.stream().sorted().toList();
        var words = "p50 " + Times.of(percentile(sorted, 50)) + ", p95 " + Times.of(percentile(sorted, 95)) + ", p99 "
                + Times.of(percentile(sorted, 99)) + ", measured " + times.size() + " times; the limit for p95 is "
                + Times.of(limit) + ".";
        return finding(times.size(), percentile(sorted, 95).compareTo(limit) <= 0, words);
    }

    private static Finding finding(int applied, boolean good, String words) {
        return good
                ? new Finding(applied, List.of(), List.of(), List.of(words))
                : new Finding(applied, List.of(words), List.of());
    }

    /** The nearest rank: the smallest value that so many of a hundred do not exceed. */
    static Duration percentile(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(rank, 1) - 1);
    }

    private static List<Exchange> opened(Seen seen, String purpose) {
        return seen.of(purpose).stream()
                .filter(stream -> stream.status() == 200)
                .toList();
    }

    private static List<Duration> headTimes(Seen seen) {
        return opened(seen, CONNECT).stream().map(seen::headTime).toList();
    }

    private static List<Duration> firstMessages(Seen seen) {
        return opened(seen, CONNECT).stream()
                .flatMap(stream -> firstMessage(seen, stream).stream())
                .toList();
    }

    /** A stream that never had an event was silent until somebody had enough of it. */
    private static Optional<Duration> firstMessage(Seen seen, Exchange stream) {
        var head = stream.response().orElseThrow().at();
        var first = stream.events().stream().map(Entry.Event::at).findFirst();
        return first.or(() -> stream.end().map(Entry.End::at)).map(at -> seen.between(head, at));
    }

    /** From the end of a job's first stream to the headers of its second. */
    private static List<Duration> returns(Seen seen) {
        var times = new ArrayList<Duration>();
        for (var again : opened(seen, AGAIN)) {
            seen.of(CONNECT, again.label().job())
                    .flatMap(Exchange::end)
                    .ifPresent(end -> times.add(seen.between(
                            end.at(), again.response().orElseThrow().at())));
        }
        return times;
    }

    /** The two clocks need not agree: on each stream the event that came soonest after it had happened counts as not late. */
    private static List<Duration> latencies(Seen seen, Slo slo) {
        var late = new ArrayList<Duration>();
        for (var stream : opened(seen, WATCHED)) {
            var delays = stream.events().stream()
                    .filter(event -> event.at()
                                    .minus(stream.response().orElseThrow().at())
                                    .compareTo(BACKLOG)
                            > 0)
                    .flatMap(event ->
                            happened(event, slo.eventClock())
                                    .map(then -> event.at().minusMillis(then))
                                    .stream())
                    .toList();
            delays.stream()
                    .min(Duration::compareTo)
                    .ifPresent(least ->
                            delays.stream().map(delay -> delay.minus(least)).forEach(late::add));
        }
        return late;
    }

    /** When the event happened by the server's clock, in milliseconds. */
    private static Optional<Long> happened(Entry.Event event, String clock) {
        if (clock.equals("id")) {
            var digits = MILLISECONDS.matcher(String.valueOf(event.id()));
            return digits.lookingAt() ? Optional.of(Long.parseLong(digits.group())) : Optional.empty();
        }
        var value = Seen.payload(event).at(clock);
        return value.isNumber() ? Optional.of(value.asLong()) : instant(value.asText(""));
    }

    private static Optional<Long> instant(String text) {
        try {
            return Optional.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException e) {
            // An event without a time is not measured.
            return Optional.empty();
        }
    }

    private static Check sure(String rule, String purpose, int percent) {
        return new Check(rule, seen -> {
            var asked = seen.asked(purpose);
            if (seen.terms().slo() == null || asked.isEmpty()) {
                return Finding.notObserved();
            }
            long good =
                    asked.stream().filter(exchange -> exchange.status() == 200).count();
            var words = String.format(
                    Locale.ROOT,
                    "%d of %d succeeded (%.1f %%); more than %d %% must.",
                    good,
                    asked.size(),
                    good * 100.0 / asked.size(),
                    percent);
            return finding(asked.size(), good * 100 > (long) percent * asked.size(), words);
        });
    }
}
