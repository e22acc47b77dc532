package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Pipeline;
import dev.understudy.scenario.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a message can say of a job at one moment; most messages get by with less, see {@link PayloadTexts}.
 *
 * @param state what the job is then; its times are on the session's clock
 */
record Surroundings(Teller teller, JobState state, Duration now) implements Function<String, Optional<JsonNode>> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What a message says of a job, by the name that stands for it. */
    @FunctionalInterface
    private interface Value {
        Optional<JsonNode> of(Surroundings it);
    }

    private static final Map<String, Value> OF_THE_JOB = Map.of(
            "jobId", it -> text(it.teller.jobId()),
            "status", it -> text(it.teller.texts().contract().statusAfter(it.state.status())),
            "progress", it -> Optional.of(NODES.numberNode(Progress.of(it.state.processed(), it.state.total()))),
            "percent", it -> Optional.of(NODES.numberNode(Progress.percent(it.state.processed(), it.state.total()))),
            "processed", it -> number(it.state.processed()),
            "total", it -> number(it.state.total()));

    private static final Map<String, Value> MORE = Map.ofEntries(
            Map.entry("pipeline", it -> text(it.teller.seed().pipeline())),
            Map.entry("label", it -> text(it.label())),
            Map.entry("parts", it -> number(it.teller.seed().input().parts())),
            Map.entry("now", it -> it.time(it.now)),
            Map.entry("nowMillis", it -> number(it.instant(it.now).toEpochMilli())),
            Map.entry("startedAt", it -> it.time(it.teller.begin())),
            Map.entry(
                    "durationMillis",
                    it -> number(it.now.minus(it.teller.begin()).toMillis())),
            Map.entry(
                    "completedAt",
                    it -> Optional.ofNullable(it.state.finishedAt()).flatMap(it::time)),
            Map.entry("expiresAt", it -> it.expiry().flatMap(it::time)),
            Map.entry("succeeded", it -> number(it.state.processed() - it.failed())),
            Map.entry("failed", it -> number(it.failed())));

    /** What only a message about a connection says: it is in no log, where anybody could read it. */
    static final String TOKEN = "token";

    static final String TOKEN_SECONDS = "tokenSeconds";

    /** Whether this name stands for something that {@link PayloadTexts} does not know. */
    static boolean isMore(String name) {
        return MORE.containsKey(name) || name.equals(TOKEN) || name.equals(TOKEN_SECONDS);
    }

    @Override
    public Optional<JsonNode> apply(String name) {
        var value = OF_THE_JOB.getOrDefault(name, MORE.get(name));
        return value == null ? Optional.empty() : value.of(this);
    }

    private String label() {
        var pipeline = teller.seed().pipeline();
        return teller.texts().contract().pipeline(pipeline).map(Pipeline::label).orElse(pipeline);
    }

    private Optional<Duration> expiry() {
        var finished = state.finishedAt();
        return state.succeeded() && finished != null
                ? Optional.of(finished.plus(teller.resultsTtl()))
                : Optional.empty();
    }

    private int failed() {
        var seed = teller.seed();
        var plan = seed.scenario().job().results();
        var items = new Items(teller.texts().contract(), seed.input(), state.total(), plan);
        return Math.min(state.processed(), items.errors().size());
    }

    private Instant instant(Duration time) {
        return teller.clock().at(time);
    }

    private Optional<JsonNode> time(Duration time) {
        return text(ISO.format(instant(time).truncatedTo(ChronoUnit.MILLIS)));
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(NODES.textNode(value));
    }

    private static Optional<JsonNode> number(long value) {
        return Optional.of(NODES.numberNode(value));
    }
}
