package dev.understudy.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The scenario that makes the mock server do what a target did with one job. A pure function of what was recorded.
 *
 * @param id the scenario's id
 * @param events how many events the job had
 * @param connections how many streams it was followed on
 * @param text the scenario file
 */
record Transcript(String id, String jobId, int events, int connections, String text) {
    private static final int MOST_ITEMS = 1_000_000;
    private static final List<String> ONCE = List.of("answer", "status", "delay", "faults", "resume");

    /**
     * Writes down one job.
     *
     * @param takes all that was asked about it, and the attempts to create it that failed before, in order
     * @param exact whether ids and data are written as they were, and not made anew
     * @param source where it was recorded, for whoever reads the file
     */
    static Transcript of(Contract contract, String id, List<Take> takes, boolean exact, String source) {
        var streams = takes.stream()
                .filter(take -> take.serves(JobRole.STREAM))
                .filter(take -> take.stream().isPresent())
                .sorted(Comparator.comparing(Take::at))
                .toList();
        var log = JobLog.of(contract, streams);
        var jobId = takes.stream().map(Take::jobId).filter(known -> !known.isEmpty()).findFirst().orElse("");
        var file = Json.NODES.objectNode();
        int events = (int) log.happenings().stream().filter(Block::isEvent).count();
        head(file, id, takes, log, source);
        job(contract, file, takes, log, jobId, exact);
        connections(contract, file, takes, log);
        var answers = new Answers(contract).answers(takes);
        if (!answers.isEmpty()) {
            file.set("answers", answers);
        }
        return new Transcript(id, jobId, events, streams.size(), HEADER + ScenarioText.of(file));
    }

    private static final String HEADER = "# Recorded. Times are those of the recording; ids, tokens and times of day are the mock's own,"
            + " where nothing else is said.\n";

    private static void head(ObjectNode file, String id, List<Take> takes, JobLog log, String source) {
        var end = log.end()
                .flatMap(index -> log.message(log.happenings().get(index)))
                .map(message -> message.jobEvent())
                .orElse("no end");
        long streams = takes.stream().filter(take -> take.serves(JobRole.STREAM)).count();
        long events = log.happenings().stream().filter(Block::isEvent).count();
        file.put("id", id);
        file.put("title", "As " + source + " did it: " + Words.count(events, "event") + ", " + end + ", on "
                + Words.count(streams, "connection"));
        file.put("about", "Recorded between a client and a server. Say here what it provokes in a client, and under 'expect' what"
                + " the client must do.");
        file.putArray("tags").add("recorded");
        takes.stream()
                .flatMap(take -> take.operation().pipeline().stream())
                .findFirst()
                .ifPresent(pipeline -> file.putArray("pipelines").add(pipeline));
    }

    private static void job(
            Contract contract, ObjectNode file, List<Take> takes, JobLog log, String jobId, boolean exact) {
        var job = file.putObject("job");
        var told = items(contract, takes, log);
        told.ifPresent(items -> job.put("items", items));
        var timeline = Json.NODES.arrayNode();
        var steps = new Steps(contract, log, jobId, told.orElse(1), exact);
        var before = begin(takes);
        for (var block : log.happenings()) {
            var after = Words.rounded(block.at().minus(before));
            timeline.add(steps.step(block, after.isNegative() ? Duration.ZERO : after));
            before = before.plus(after.isNegative() ? Duration.ZERO : after);
        }
        if (!timeline.isEmpty()) {
            job.set("timeline", timeline);
        }
    }

    /** When the job began, as far as anybody here could see: it was created, or first listened to. */
    private static Duration begin(List<Take> takes) {
        return takes.stream()
                .filter(take -> take.serves(JobRole.CREATE) && take.status() / 100 == 2)
                .map(Take::answeredAt)
                .findFirst()
                .or(() -> takes.stream()
                        .filter(take -> take.serves(JobRole.STREAM))
                        .map(Take::at)
                        .findFirst())
                .orElse(Duration.ZERO);
    }

    private static Optional<Integer> items(Contract contract, List<Take> takes, JobLog log) {
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
                .map(node -> node.intValue())
                .findFirst();
        // Who counts in shares counts in hundredths.
        boolean shares = contract.messages().stream().anyMatch(message -> message.payload().toString().contains("{percent}"));
        return counted.or(() -> shares ? Optional.of(100) : Optional.empty());
    }

    private static void connections(Contract contract, ObjectNode file, List<Take> takes, JobLog log) {
        var writer = new Connections(contract, log);
        var list = Json.NODES.arrayNode();
        takes.stream()
                .filter(take -> take.serves(JobRole.STREAM))
                .sorted(Comparator.comparing(Take::at))
                .forEach(take -> list.add(writer.connection(take)));
        if (list.isEmpty() || StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isEmpty)) {
            return;
        }
        file.set("connections", lasting(list));
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
