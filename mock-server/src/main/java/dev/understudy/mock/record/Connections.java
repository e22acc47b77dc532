package dev.understudy.mock.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import dev.understudy.journal.Entry.How;
import dev.understudy.mock.record.Take.Tape;
import dev.understudy.scenario.EventLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Writes down what a stream connection did beside showing the job's events. */
final class Connections {
    /** What the network and two programs need anyhow. */
    private static final Duration USUAL_DELAY = Duration.ofMillis(500);
    /** What came so soon behind the headers may come too late when it is played, and must not be lost then. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** Who is still there after the final event, and so long after it, is kept. */
    private static final Duration STAYS_OPEN = Duration.ofSeconds(2);

    private static final String FAULTS = "faults";
    private static final String AFTER_LAST = "after-last";

    private final Contract contract;
    private final JobLog log;

    Connections(Contract contract, JobLog log) {
        this.contract = contract;
        this.log = log;
    }

    /**
     * What this one did.
     *
     * @param next the stream that was opened after it; empty if none was
     */
    ObjectNode connection(Take take, Optional<Take> next) {
        var words = Json.NODES.objectNode();
        var tape = take.stream();
        if (tape.isEmpty()) {
            lost(words, take);
            return words;
        }
        if (isDelayed(take)) {
            words.putObject("delay")
                    .put("headers", Words.duration(take.answeredAt().minus(take.at())));
        }
        if (take.status() != 200) {
            words.put("status", take.status());
        }
        start(words, take, tape.get());
        heartbeat(words, take, tape.get());
        form(words, tape.get());
        resume(words, take);
        late(words, take);
        messages(words, tape.get());
        var lost =
                next.filter(other -> take.overAt().compareTo(other.at()) > 0).flatMap(other -> lastSeen(take, other));
        if (lost.isPresent()) {
            fault(words, Json.NODES.objectNode().put("events", lost.get()), Json.NODES.textNode("silence"));
        } else {
            end(words, take, tape.get());
        }
        return words;
    }

    /**
     * Somebody came back while this connection was still open here, and said what he had seen last: whatever was sent on it afterwards never
     * reached him. That is how a network that is gone looks from the server. The number of events that he got on it.
     */
    private Optional<Integer> lastSeen(Take take, Take next) {
        var shown = log.shown(take);
        return next.lastEventId()
                .flatMap(log::find)
                .filter(shown::contains)
                .map(index -> (int) shown.subList(0, shown.indexOf(index) + 1).stream()
                        .filter(each -> log.happenings().get(each).isEvent())
                        .count());
    }

    /** It never became a stream. */
    private void lost(ObjectNode words, Take take) {
        if (take.isUnanswered()) {
            fault(words, Json.NODES.objectNode().put("before", "headers"), Json.NODES.textNode("silence"));
        }
        if (take.isDropped()) {
            fault(words, Json.NODES.objectNode().put("before", "headers"), Json.NODES.textNode(word(take.how())));
        } else if (take.status() != 0) {
            words.set("answer", new Answers(contract).scripted(take));
        }
    }

    /** The comment and the reconnection time that it begins with. */
    private void start(ObjectNode words, Take take, Tape tape) {
        var first = tape.blocks().stream().takeWhile(block -> !block.isEvent()).toList();
        var retry = first.stream().flatMap(block -> block.retry().stream()).findFirst();
        var wanted = contract.times().retry().map(Duration::toMillis);
        boolean silent = tape.blocks().isEmpty() && take.how() != How.CLEAN;
        if (!silent && !retry.equals(wanted)) {
            words.put(
                    "retry",
                    retry.map(time -> Words.duration(Duration.ofMillis(time))).orElse("none"));
        }
        var greeting = first.stream()
                .limit(1)
                .flatMap(block -> block.lines().stream())
                .filter(line -> line.startsWith(":"))
                .map(EventLines::value)
                .findFirst();
        if (!silent && !greeting.equals(contract.streamForm().greeting())) {
            words.put("greeting", greeting.orElse("none"));
        }
    }

    /** The shortest silence that a heartbeat broke; other comments are steps of the job's timeline. */
    private void heartbeat(ObjectNode words, Take take, Tape tape) {
        var last = take.answeredAt();
        Optional<Duration> shortest = Optional.empty();
        var longest = Duration.ZERO;
        for (var block : tape.blocks()) {
            var silence = block.at().minus(last);
            last = block.at();
            longest = silence.compareTo(longest) > 0 ? silence : longest;
            if (JobLog.isHeartbeat(block)) {
                shortest =
                        shortest.filter(other -> other.compareTo(silence) < 0).or(() -> Optional.of(silence));
            }
        }
        var wanted = contract.times().heartbeat();
        if (shortest.isPresent()) {
            words.put("heartbeat", Words.duration(tenths(shortest.get())));
        } else if (wanted.isPresent() && longest.compareTo(wanted.get()) > 0) {
            words.put("heartbeat", "none");
        }
    }

    private static Duration tenths(Duration duration) {
        return Duration.ofMillis(Math.max(100, Math.round(duration.toMillis() / 100.0) * 100));
    }

    private static void form(ObjectNode words, Tape tape) {
        if (!tape.lineEnds().equals("lf")) {
            words.put("line-ends", tape.lineEnds());
        }
        if (!tape.spaces()) {
            words.put("space", false);
        }
        if (tape.mark()) {
            words.put("bom", true);
        }
    }

    /** How it honoured the id that the client came back with. */
    private void resume(ObjectNode words, Take take) {
        var shown = log.shown(take);
        var known = take.lastEventId().flatMap(log::find);
        if (known.isEmpty() || shown.isEmpty()) {
            return;
        }
        int gap = shown.get(0) - known.get();
        if (gap == 0) {
            words.put("resume", "repeat");
        } else if (gap < 0) {
            words.put("resume", "ignore");
        } else if (gap == 2 && wasThere(known.get() + 1, take)) {
            words.put("resume", "skip");
        }
    }

    /** Whether this had happened when the connection was opened. */
    private boolean wasThere(int index, Take take) {
        return log.happenings().get(index).at().compareTo(take.at()) < 0;
    }

    /** Whether this came right behind headers that were long in coming: then it may well have been there before. */
    private boolean cameAtOnce(int index, Take take) {
        var behind = log.happenings().get(index).at().minus(take.answeredAt());
        return isDelayed(take) && behind.compareTo(AT_ONCE) < 0;
    }

    private static boolean isDelayed(Take take) {
        return take.answeredAt().minus(take.at()).compareTo(USUAL_DELAY) > 0;
    }

    /** What somebody got who came after the job's end, and had seen nothing. */
    private void late(ObjectNode words, Take take) {
        var end = log.end().filter(index -> wasThere(index, take) || cameAtOnce(index, take));
        if (end.isEmpty() || take.lastEventId().isPresent()) {
            return;
        }
        var shown = log.shown(take);
        if (shown.isEmpty()) {
            words.put("late", take.how() == How.CLEAN ? "closed" : "nothing");
        } else if (shown.size() > 1) {
            words.put("late", "whole");
        }
    }

    /** What concerned this connection only, such as a timeout. */
    private void messages(ObjectNode words, Tape tape) {
        int events = 0;
        for (var block : tape.blocks()) {
            var message = log.message(block).filter(JobLog::concernsConnection);
            if (message.isPresent()) {
                fault(
                        words,
                        Json.NODES.objectNode().put("events", events),
                        Json.NODES.objectNode().put("message", message.get().jobEvent()));
            } else if (block.isEvent()) {
                events++;
            }
        }
    }

    private void end(ObjectNode words, Take take, Tape tape) {
        var last = tape.blocks().stream()
                .filter(block -> log.message(block).filter(Message::endsJob).isPresent())
                .findFirst();
        boolean told = tape.blocks().stream()
                .anyMatch(block ->
                        log.message(block).filter(JobLog::concernsConnection).isPresent());
        boolean byServer = take.how() == How.CUT || take.how() == How.RESET || take.how() == How.CLEAN;
        int events = (int) tape.blocks().stream().filter(Block::isEvent).count();
        if (last.isPresent()) {
            behindLast(words, take, last.get(), events);
        } else if (!byServer) {
            stayed(words);
        } else if (!told && (take.how() != How.CLEAN || tape.rest().length() > 0 || !hasEnded(take))) {
            cut(words, take, tape, events);
        }
    }

    /** Nobody saw the job's end, so nothing may come of its not being in the timeline. */
    private void stayed(ObjectNode words) {
        if (log.end().isEmpty()) {
            words.put(AFTER_LAST, "keep-open");
        }
    }

    /** Whether the job had ended when this connection was opened. */
    private boolean hasEnded(Take take) {
        return log.end().filter(end -> wasThere(end, take)).isPresent();
    }

    private void behindLast(ObjectNode words, Take take, Block last, int events) {
        var open = take.overAt().minus(last.at());
        if (take.how() == How.RESET) {
            fault(words, Json.NODES.objectNode().put("event", events), Json.NODES.textNode(word(take.how())));
        } else if (take.how() == How.CUT) {
            words.put(AFTER_LAST, "close");
        } else if (take.how() != How.CLEAN && open.compareTo(STAYS_OPEN) > 0) {
            words.put(AFTER_LAST, "keep-open");
        }
    }

    /** The server, or the network, ended it before the job's end. */
    private void cut(ObjectNode words, Take take, Tape tape, int events) {
        var within = within(tape);
        if (within.isPresent()) {
            var when = Json.NODES.objectNode().put("event", events + 1).put("byte", within.get());
            fault(words, when, Json.NODES.textNode(word(take.how())));
            return;
        }
        var when = Json.NODES.objectNode().put("events", events);
        if (tape.rest().length() > 0) {
            // Nobody knows what was to become of these bytes.
            var rest = new String(tape.rest().toArray(), StandardCharsets.UTF_8);
            fault(words, when, Json.NODES.objectNode().put("garbage", rest));
        }
        fault(words, when, Json.NODES.textNode(word(take.how())));
    }

    /** Where in the event it was that never came whole on this connection; empty if it did not come on another one, either. */
    private Optional<Integer> within(Tape tape) {
        var rest = tape.rest().toArray();
        if (rest.length == 0) {
            return Optional.empty();
        }
        return log.happenings().stream()
                .filter(block -> block.isEvent() && startsWith(block.bytes().toArray(), rest))
                .findFirst()
                .map(block -> offset(block, rest));
    }

    /** In the first line from its start; behind it from the end, for ids that the mock makes are as long as they are. */
    private static int offset(Block block, byte[] rest) {
        for (byte each : rest) {
            if (each == '\n' || each == '\r') {
                return rest.length - block.bytes().length();
            }
        }
        return rest.length;
    }

    private static boolean startsWith(byte[] whole, byte[] start) {
        return whole.length > start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }

    private static void fault(ObjectNode words, JsonNode when, JsonNode what) {
        var fault = faults(words).addObject();
        fault.set("when", when);
        fault.set("do", what);
    }

    private static ArrayNode faults(ObjectNode words) {
        return words.withArray(FAULTS);
    }

    private static String word(How how) {
        return how == How.CLEAN ? "end" : how == How.CUT ? "close" : how.name().toLowerCase(Locale.ROOT);
    }
}
