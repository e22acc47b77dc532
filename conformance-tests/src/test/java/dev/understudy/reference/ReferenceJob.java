package dev.understudy.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job and the log of its events. Safe for any number of threads: its own monitor guards everything. */
final class ReferenceJob {
    private static final ObjectMapper JSON = new ObjectMapper();

    final String id;
    final String pipeline;
    final String token = UUID.randomUUID().toString();
    final int total;
    final Instant started;
    final Duration resultsTtl;
    private final Manner manner;
    private final Clock clock;
    private final List<LogEvent> log = new ArrayList<>();
    private String state = "initialized";
    private int processed;
    private int listeners;
    private @Nullable Instant ended;
    private @Nullable Map<String, Object> error;

    /** An event as it is on the wire. */
    record LogEvent(String id, String name, String data) {
        String text() {
            var text = new StringBuilder("id: " + id + "\nevent: " + name + "\n");
            data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
            return text.append('\n').toString();
        }

        boolean isFinal() {
            return List.of("completed", "failed", "canceled").contains(name);
        }
    }

    ReferenceJob(String pipeline, int total, Duration resultsTtl, Manner manner, Clock clock) {
        this.id = pipeline.substring(0, 4) + "-" + UUID.randomUUID();
        this.pipeline = pipeline;
        this.total = total;
        this.resultsTtl = resultsTtl;
        this.manner = manner;
        this.clock = clock;
        this.started = clock.instant();
        append("initialized");
    }

    synchronized void progress() {
        if (ended == null) {
            processed++;
            state = "processing";
            append("processing");
        }
    }

    synchronized void complete() {
        processed = ended == null ? total : processed;
        end("completed");
    }

    synchronized void fail(String code, String message) {
        if (ended == null) {
            error = Map.of("code", code, "message", message, "retryable", false);
            end("failed");
        }
    }

    synchronized void cancel() {
        end("canceled");
    }

    private synchronized void end(String how) {
        if (ended == null) {
            state = how;
            ended = clock.instant();
            append(how);
        }
    }

    private synchronized void append(String name) {
        var payload = counts();
        payload.put("status", name);
        if (error != null) {
            payload.put("error", error);
        }
        log.add(new LogEvent(nextId(), name, json(payload)));
        notifyAll();
    }

    /** Says that a stream ends, and nothing of the job. */
    synchronized String turn() {
        var payload = counts();
        payload.put("status", state);
        payload.put("error", Map.of("code", "STREAM_TURN", "message", "Connect again.", "retryable", true));
        return "event: error\ndata: " + json(payload) + "\n\n";
    }

    private String nextId() {
        return switch (manner.ids()) {
            case RISING -> clock.millis() + "-" + String.format("%04d", log.size() + 1);
            case PLAIN_NUMBERS -> String.valueOf(log.size() + 8);
            case UUID -> UUID.randomUUID().toString();
        };
    }

    private Map<String, Object> counts() {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("jobId", id);
        counts.put("progress", total == 0 ? 1.0 : (double) processed / total);
        counts.put("processedCount", processed);
        counts.put("totalCount", total);
        return counts;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps can be written", e);
        }
    }

    synchronized Map<String, Object> status() {
        var status = counts();
        status.put("status", state);
        status.put(
                "pipeline",
                Map.of("imports", "csv_import", "scans", "ai_scan").getOrDefault(pipeline, "batch_enrichment"));
        status.put("startTime", started.toString());
        if (ended != null) {
            status.put("completedTime", ended.toString());
        }
        if (error != null) {
            status.put("error", error);
        }
        return status;
    }

    synchronized String state() {
        return state;
    }

    synchronized boolean hasEnded() {
        return ended != null;
    }

    synchronized Optional<Instant> expires() {
        return state.equals("completed") && ended != null ? Optional.of(ended.plus(resultsTtl)) : Optional.empty();
    }

    /** One more listener, if there is room. */
    synchronized boolean enter() {
        if (listeners >= manner.listeners()) {
            return false;
        }
        listeners++;
        return true;
    }

    synchronized void leave() {
        listeners--;
    }

    /** Where a listener begins who comes with this id. */
    synchronized int from(@Nullable String lastEventId) {
        if (hasEnded() && (lastEventId == null || manner.replay() != Manner.Replay.FULL)) {
            return log.size() - 1;
        }
        int known = lastEventId == null ? 0 : position(lastEventId);
        if (lastEventId != null && manner.replay() == Manner.Replay.LATEST) {
            return log.size() - 1;
        }
        if (lastEventId != null && manner.replay() == Manner.Replay.NONE) {
            // As for somebody new, but what was seen must not be contradicted: the latest state, and on.
            return log.size() - 1;
        }
        // Somebody who has seen it all gets the final event again, so that the stream does not end bare.
        return known == log.size() && hasEnded() ? log.size() - 1 : known;
    }

    /** Behind the event with this id; at the beginning if there is none. */
    private int position(String lastEventId) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).id().equals(lastEventId)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The next event, waited for this long; zero waits for ever. */
    synchronized Optional<LogEvent> await(int index, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (index >= log.size()) {
            long left = within.isZero() ? 60_000_000_000L : deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000 + 1);
        }
        return Optional.of(log.get(index));
    }
}
