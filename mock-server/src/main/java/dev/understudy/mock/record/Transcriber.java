package dev.understudy.mock.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes a scenario of what was recorded of one job: a pure function of that. */
final class Transcriber {
    private static final String HEADER =
            "# Recorded. Times are those of the recording; ids, tokens and times of day are the mock's own,"
                    + " where nothing else is said.\n";
    private static final int MOST_ITEMS = 1_000_000;
    /** What happens to one connection, and not to all that come later. */
    private static final List<String> ONCE = List.of("answer", "status", "delay", "faults", "resume");

    private final Contract contract;
    private final List<Take> takes;
    private final List<Take> streams;
    private final JobLog log;
    private final String jobId;

    /**
     * For one job.
     *
     * @param takes all that was asked about it, and the attempts to create it that failed before, in order
     */
    Transcriber(Contract contract, List<Take> takes) {
        this.contract = contract;
        this.takes = takes;
        this.streams = takes.stream()
                .filter(take -> take.serves(JobRole.STREAM))
                .sorted(Comparator.comparing(Take::at))
                .toList();
        this.log = JobLog.of(
                contract,
                streams.stream().filter(take -> take.stream().isPresent()).toList());
        this.jobId = takes.stream()
                .map(Take::jobId)
                .filter(known -> !known.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Writes it down.
     *
     * @param id the scenario's id
     * @param exact whether ids and data are written as they were, and not made anew
     * @param source where it was recorded, for whoever reads the file
     */
    Transcript write(String id, boolean exact, String source) {
        var file = Json.NODES.objectNode();
        head(file, id, source);
        file.set("job", job(exact));
        var connections = connections();
        if (!connections.isEmpty()) {
            file.set("connections", connections);
        }
        var answers = new Answers(contract).answers(takes);
        if (!answers.isEmpty()) {
            file.set("answers", answers);
        }
        return new Transcript(id, jobId, events(), streams.size(), HEADER + ScenarioText.of(file));
    }

    private int events() {
        return (int) log.happenings().stream().filter(Block::isEvent).count();
    }

    private void head(ObjectNode file, String id, String source) {
        var end = log.end()
                .flatMap(index -> log.message(log.happenings().get(index)))
                .map(message -> message.jobEvent())
                .orElse("no end");
        file.put("id", id);
        file.put(
                "title",
                "As " + source + " did it: " + Words.count(events(), "event") + ", " + end + ", on "
                        + Words.count(streams.size(), "connection"));
        file.put(
                "about",
                "Recorded between a client and a server. Say here what it provokes in a client, and under 'expect' what"
                        + " the client must do.");
        file.putArray("tags").add("recorded");
        takes.stream()
                .flatMap(take -> take.operation().pipeline().stream())
                .findFirst()
                .ifPresent(pipeline -> file.putArray("pipelines").add(pipeline));
    }

    private ObjectNode job(boolean exact) {
        var job = Json.NODES.objectNode();
        var items = items();
        items.ifPresent(count -> job.put("items", count));
        var timeline = timeline(new Steps(contract, log, jobId, items.orElse(1), exact));
        if (!timeline.isEmpty()) {
            job.set("timeline", timeline);
        }
        return job;
    }

    private ArrayNode timeline(Steps steps) {
        var timeline = Json.NODES.arrayNode();
        var before = begin();
        for (var block : log.happenings()) {
            var since = Words.rounded(block.at().minus(before));
            var after = since.isNegative() ? Duration.ZERO : since;
            timeline.add(steps.step(block, after));
            before = before.plus(after);
        }
        return timeline;
    }

    /** When the job began, as far as anybody here could see: it was created, or first asked for. */
    private Duration begin() {
        return takes.stream()
                .filter(take -> take.serves(JobRole.CREATE) && take.status() / 100 == 2)
                .map(Take::answeredAt)
                .findFirst()
                .or(() -> streams.stream().map(Take::at).findFirst())
                .orElse(Duration.ZERO);
    }

    private Optional<Integer> items() {
        var told = log.happenings().stream()
                .flatMap(block -> Optional.ofNullable(block.read().data()).stream())
                .flatMap(data -> Json.read(data).stream())
                .map(payload -> contract.payloads().find("total", payload));
        var answered = takes.stream()
                .filter(take -> take.serves(JobRole.CREATE))
                .flatMap(take -> Json.read(take.body()).stream())
                .map(body -> contract.answers(JobRole.CREATE).find("total", body));
        var counted = Stream.concat(told, answered)
                .filter(node -> node.canConvertToInt() && node.intValue() > 0 && node.intValue() <= MOST_ITEMS)
                .map(JsonNode::intValue)
                .findFirst();
        // Who counts in shares counts in hundredths.
        boolean shares = contract.messages().stream()
                .anyMatch(message -> message.payload().toString().contains("{percent}"));
        return counted.or(() -> shares ? Optional.of(100) : Optional.empty());
    }

    /** None if all were as usual. */
    private ArrayNode connections() {
        var writer = new Connections(contract, log);
        var list = Json.NODES.arrayNode();
        for (int i = 0; i < streams.size(); i++) {
            list.add(writer.connection(
                    streams.get(i), streams.stream().skip(i + 1).findFirst()));
        }
        return StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isEmpty)
                ? Json.NODES.arrayNode()
                : lasting(list);
    }

    /**
     * The last entry serves all later connections: what struck the last one that was seen does not strike them all, unless it struck the
     * one before in the same way.
     */
    private static ArrayNode lasting(ArrayNode list) {
        var last = (ObjectNode) list.get(list.size() - 1);
        var lasting = last.deepCopy().without(ONCE);
        boolean again = list.size() > 1 && last.equals(list.get(list.size() - 2));
        if (!again && !lasting.equals(last)) {
            list.add(lasting);
        }
        while (list.size() > 1 && list.get(list.size() - 1).equals(list.get(list.size() - 2))) {
            list.remove(list.size() - 1);
        }
        return list;
    }
}
