package dev.understudy.mock.record;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to a job, put together from all the streams on which it was followed: what one of them missed, another one has, and
 * what came again is there once.
 */
final class JobLog {
    private static final String HEARTBEAT = "heartbeat";

    private final Contract contract;
    private final List<Block> happenings = new ArrayList<>();
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final IdentityHashMap<Take, Showing> shown = new IdentityHashMap<>();
    private Optional<Integer> end = Optional.empty();

    private JobLog(Contract contract) {
        this.contract = contract;
    }

    /**
     * What one stream showed.
     *
     * @param indices in its order
     * @param times how often each thing came on it
     */
    private record Showing(List<Integer> indices, Map<String, Integer> times) {}

    private record Seen(Take stream, int number, Block block) {}

    static JobLog of(Contract contract, List<Take> streams) {
        var log = new JobLog(contract);
        var all = new ArrayList<Seen>();
        for (var stream : streams) {
            log.shown.put(stream, new Showing(new ArrayList<>(), new HashMap<>()));
            var blocks = stream.stream().orElseThrow().blocks();
            for (int i = 0; i < blocks.size(); i++) {
                all.add(new Seen(stream, i, blocks.get(i)));
            }
        }
        // The same moment on two streams: each keeps its own order.
        all.sort(Comparator.comparing((Seen seen) -> seen.block().at()).thenComparing(Seen::number));
        all.stream().filter(log::concernsJob).forEach(log::add);
        log.end = log.findEnd();
        return log;
    }

    private boolean concernsJob(Seen seen) {
        var block = seen.block();
        if (block.lines().isEmpty()) {
            return false;
        }
        if (block.comment().isPresent()) {
            // The first one greets, and a heartbeat is the connection's own.
            return seen.number() > 0 && !isHeartbeat(block) && isFromFirst(seen);
        }
        if (block.retry().isPresent()) {
            // Before the first event it is what the connection begins with.
            return !shown(seen.stream()).isEmpty();
        }
        return message(block).filter(JobLog::concernsConnection).isEmpty();
    }

    private void add(Seen seen) {
        if (seen.block().comment().isPresent()) {
            // Nobody gets it a second time, so one that comes later is another one.
            happenings.add(seen.block());
            return;
        }
        var key = key(seen.block());
        var known = places.computeIfAbsent(key, none -> new ArrayList<>());
        var mine = Objects.requireNonNull(shown.get(seen.stream()));
        int before = mine.times().merge(key, 1, Integer::sum) - 1;
        if (known.size() == before) {
            known.add(happenings.size());
            happenings.add(seen.block());
        }
        mine.indices().add(known.get(before));
    }

    /** Whether nobody was there longer: a comment goes to all who are, and is meant once. */
    private boolean isFromFirst(Seen seen) {
        return shown.keySet().stream()
                .noneMatch(other -> other.at().compareTo(seen.stream().at()) < 0
                        && other.overAt().compareTo(seen.block().at()) > 0);
    }

    /** What makes two blocks the same one, come twice: the id, if there is one. */
    private static String key(Block block) {
        var id = block.read().id();
        return id == null || !block.isEvent() ? String.join("\n", block.lines()) : "id: " + id;
    }

    static boolean isHeartbeat(Block block) {
        return block.comment().filter(HEARTBEAT::equals).isPresent();
    }

    static boolean concernsConnection(Message message) {
        return message.end() == Message.End.CONNECTION;
    }

    /** The message of the contract that this is, if it is one. */
    Optional<Message> message(Block block) {
        var read = block.read();
        return read.data() == null
                ? Optional.empty()
                : contract.messageOf(read.name() == null ? "" : read.name(), read.data());
    }

    /** All that happened to the job, in order. */
    List<Block> happenings() {
        return happenings;
    }

    /** The indices of what this stream showed of it, in its order. */
    List<Integer> shown(Take stream) {
        var its = shown.get(stream);
        return its == null ? List.of() : its.indices();
    }

    /** The index of the event with this id. */
    Optional<Integer> find(String id) {
        return Optional.ofNullable(places.get("id: " + id)).map(found -> found.get(0));
    }

    /** The index of the event that ended the job. */
    Optional<Integer> end() {
        return end;
    }

    private Optional<Integer> findEnd() {
        for (int i = 0; i < happenings.size(); i++) {
            if (message(happenings.get(i)).filter(Message::endsJob).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
