package dev.understudy.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.EventLines;
import dev.understudy.scenario.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes what happened to a job as the steps of a timeline: as little as the contract does not say by itself.
 *
 * <p>To be used for one job, from its first step to its last.
 */
final class Steps {
    private static final String VIOLATES = "violates";
    private static final String SCHEMA = "schema";
    private static final String GAP = "{jobId}";
    private static final int SHORTEST_ID = 6;

    private final Contract contract;
    private final JobLog log;
    private final String jobId;
    private final boolean exact;
    private final int total;
    private int processed;
    private boolean ended;
    private Optional<String> lastId = Optional.empty();

    /**
     * For one job.
     *
     * @param total how many items it has
     * @param exact whether ids and data are written as they were, and not made anew
     */
    Steps(Contract contract, JobLog log, String jobId, int total, boolean exact) {
        this.contract = contract;
        this.log = log;
        this.jobId = jobId;
        this.total = total;
        this.exact = exact;
    }

    /** The step for this, so long after the one before. */
    JsonNode step(Block block, Duration after) {
        var step = Json.NODES.objectNode();
        if (!after.isZero()) {
            step.put("after", Words.duration(after));
        }
        var retry = block.retry();
        var message = log.message(block);
        if (retry.isPresent()) {
            step.put("retry", Words.duration(Duration.ofMillis(retry.get())));
        } else if (message.isEmpty()) {
            raw(step, block);
        } else {
            var words = event(message.get(), block);
            if (words.isEmpty() && step.isEmpty()) {
                return Json.NODES.textNode(message.get().jobEvent());
            }
            step.set(message.get().jobEvent(), words.isEmpty() ? MissingNode.getInstance() : words);
        }
        return step;
    }

    /** What the contract does not know goes out as it came. */
    private void raw(ObjectNode step, Block block) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(block.bytes()))
                    .toString();
            step.put("raw", withGap(text));
        } catch (CharacterCodingException e) {
            // It is no text, so it is written down as bytes.
            step.put("raw-hex", HexFormat.of().formatHex(block.bytes()));
        }
    }

    private ObjectNode event(Message message, Block block) {
        var read = block.read();
        var data = read.data() == null ? "" : read.data();
        var payload = Json.read(data);
        var words = Json.NODES.objectNode();
        boolean breaks = ended;
        int now = payload.map(json -> processed(message, json)).orElse(processed);
        breaks |= now < processed || now > total;
        if (now != (isSuccess(message) ? total : processed)) {
            words.put("processed", now);
        }
        processed = Math.max(processed, now);
        ended |= message.endsJob();
        breaks |= id(words, read.id());
        breaks |= lines(words, message, block);
        if (exact || payload.isEmpty() || isManyLines(block)) {
            words.put("data", withGap(data));
            breaks = true;
        } else {
            payload(words, message, payload.get(), now);
            breaks |= !contract.shapes().misfits(message.schema(), payload.get()).isEmpty();
        }
        if (breaks) {
            words.put(VIOLATES, SCHEMA);
        }
        return words;
    }

    private int processed(Message message, JsonNode payload) {
        var told = contract.payloads().find("processed", payload);
        if (told.canConvertToInt() && told.intValue() >= 0) {
            return told.intValue();
        }
        for (var share : List.of(Share.PROGRESS, Share.PERCENT)) {
            var value = contract.payloads().find(share.variable(), payload);
            if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= share.whole()) {
                return (int) Math.round(total * value.doubleValue() / share.whole());
            }
        }
        return isSuccess(message) ? total : processed;
    }

    /** How far a job is, as contracts tell it that do not count. */
    private record Share(String variable, double whole) {
        static final Share PROGRESS = new Share("progress", 1);
        static final Share PERCENT = new Share("percent", 100);
    }

    /** The first of the messages that end a job is the one for success. */
    private boolean isSuccess(Message message) {
        return contract.messages().stream()
                .filter(Message::endsJob)
                .findFirst()
                .filter(success -> success.jobEvent().equals(message.jobEvent()))
                .isPresent();
    }

    /** True if the contract has it otherwise. */
    private boolean id(ObjectNode words, @org.jspecify.annotations.Nullable String id) {
        boolean wanted = contract.streamForm().ids();
        boolean same = id != null && lastId.filter(id::equals).isPresent();
        lastId = Optional.ofNullable(id).or(() -> lastId);
        if (id == null) {
            if (wanted) {
                words.put("id", "none");
            }
            return wanted;
        }
        if (same) {
            words.put("id", "same");
        } else if (exact || !wanted) {
            words.put("id", withGap(id));
        }
        return same || !wanted || id.isEmpty();
    }

    /** True if a reader of these lines gets something else than the contract has. */
    private boolean lines(ObjectNode words, Message message, Block block) {
        var name = block.read().name();
        var wanted = message.wireName();
        boolean renamed = !java.util.Objects.equals(name, wanted);
        if (renamed) {
            words.put("name", name == null ? "none" : name);
        }
        var fields = block.lines().stream().map(EventLines::field).toList();
        var usual = EventLines.filled(
                List.of("id: {id}", "event: {event}", "data: {data}"),
                block.read().id(),
                name,
                isManyLines(block) ? String.valueOf(block.read().data()) : "");
        if (!fields.equals(usual.stream().map(EventLines::field).toList())) {
            var lines = words.putArray("lines");
            block.lines().forEach(line -> lines.add(gapped(line)));
            return renamed || isManyLines(block);
        }
        return renamed;
    }

    private String gapped(String line) {
        return switch (EventLines.field(line)) {
            case "id" -> "id: {id}";
            case "event" -> "event: {event}";
            case "data" -> "data: {data}";
            default -> line;
        };
    }

    private static boolean isManyLines(Block block) {
        return block.lines().stream()
                        .map(EventLines::field)
                        .filter("data"::equals)
                        .count()
                > 1;
    }

    /** What it says beyond what the contract has for a job that is so far. */
    private void payload(ObjectNode words, Message message, JsonNode recorded, int now) {
        var told = contract.payloads().find("total", recorded);
        int shown = told.canConvertToInt() ? told.intValue() : total;
        if (shown != total) {
            words.put("total", shown);
        }
        var usual = contract.render(message.payload(), name -> variable(message, name, recorded, now, shown));
        Json.patch(usual, recorded).ifPresent(patch -> words.set("payload", patch));
    }

    private Optional<JsonNode> variable(Message message, String name, JsonNode recorded, int now, int shown) {
        return switch (name) {
            case "status" -> Optional.of(Json.NODES.textNode(message.status()));
            case "progress" -> Optional.of(Json.NODES.numberNode(Progress.of(now, shown)));
            case "percent" -> Optional.of(Json.NODES.numberNode(Progress.percent(now, shown)));
            case "processed", "succeeded" -> Optional.of(Json.NODES.numberNode(now));
            case "failed" -> Optional.of(Json.NODES.numberNode(0));
            case "total" -> Optional.of(Json.NODES.numberNode(shown));
            // Names, and times of day, which are never twice the same: the mock has its own.
            default ->
                Optional.of(contract.payloads().find(name, recorded)).filter(value -> !value.isMissingNode());
        };
    }

    /** A job's id in a text; one that is very short might be anything else there. */
    private String withGap(String text) {
        return jobId.length() < SHORTEST_ID ? text : text.replace(jobId, GAP);
    }
}
