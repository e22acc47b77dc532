package dev.understudy.mock.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.scenario.EventLines;
import dev.understudy.scenario.Progress;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        if (block.comment().isPresent()) {
            step.put("comment", block.comment().get());
        } else if (retry.isPresent()) {
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
                    .decode(block.bytes().asBuffer())
                    .toString();
            step.put("raw", withGap(text));
        } catch (CharacterCodingException e) {
            // It is no text, so it is written down as bytes.
            step.put("raw-hex", HexFormat.of().formatHex(block.bytes().toArray()));
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
        breaks |= name(words, message, read);
        lines(words, block);
        if (exact || payload.isEmpty() || isManyLines(block)) {
            words.put("data", withGap(data));
            breaks = true;
        } else {
            payload(words, message, payload.get(), now);
            breaks |=
                    !contract.shapes().misfits(message.schema(), payload.get()).isEmpty();
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
    private boolean id(ObjectNode words, @Nullable String id) {
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
        } else if (exact || !wanted || id.isEmpty()) {
            words.put("id", id);
        }
        return same || !wanted || id.isEmpty();
    }

    /** True if the contract has another name for it. */
    private static boolean name(ObjectNode words, Message message, EventLines.Read read) {
        boolean renamed = !Objects.equals(read.name(), message.wireName());
        if (renamed) {
            words.put("name", read.name() == null ? "none" : read.name());
        }
        return renamed;
    }

    /** Its lines, where they are not an id, a name and data in this order. */
    private static void lines(ObjectNode words, Block block) {
        var read = block.read();
        var usual = new ArrayList<String>();
        if (read.id() != null) {
            usual.add("id");
        }
        if (read.name() != null) {
            usual.add("event");
        }
        var data = block.lines().stream()
                .map(EventLines::field)
                .filter("data"::equals)
                .toList();
        usual.addAll(data);
        var fields = block.lines().stream().map(EventLines::field).toList();
        if (!fields.equals(usual) || block.lines().stream().anyMatch(line -> line.indexOf(':') < 0)) {
            words.set("lines", gapped(block));
        }
    }

    private static ArrayNode gapped(Block block) {
        var gapped = Json.NODES.arrayNode();
        boolean hasData = false;
        for (var line : block.lines()) {
            boolean data = isGap(line, block.read()) && EventLines.field(line).equals("data");
            // Data of many lines fills its gap with as many.
            if (!data || !hasData) {
                gapped.add(
                        isGap(line, block.read())
                                ? EventLines.field(line) + ": {" + EventLines.field(line) + "}"
                                : line);
            }
            hasData |= data;
        }
        return gapped;
    }

    /** Whether the mock can fill this line in: it has the form, and the value, that a reader gets. */
    private static boolean isGap(String line, EventLines.Read read) {
        var value = EventLines.value(line);
        return line.indexOf(':') > 0
                && switch (EventLines.field(line)) {
                    case "id" -> value.equals(read.id());
                    case "event" -> value.equals(read.name());
                    case "data" -> true;
                    default -> false;
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
            default -> Optional.of(contract.payloads().find(name, recorded)).filter(value -> !value.isMissingNode());
        };
    }

    /** A job's id in a text; one that is very short might be anything else there. */
    private String withGap(String text) {
        return jobId.length() < SHORTEST_ID ? text : text.replace(jobId, GAP);
    }
}
