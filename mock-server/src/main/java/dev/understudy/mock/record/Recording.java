package dev.understudy.mock.record;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.Operation;
import dev.understudy.contract.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** All that went by, so far. Safe for any number of threads. */
final class Recording {
    private static final int MOST_TAKES = 10_000;
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final String JOB_ID = "jobId";

    private final Contract contract;
    private final long start = System.nanoTime();
    private final List<OpenTake> takes = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private int leftOut;

    Recording(Contract contract) {
        this.contract = contract;
    }

    Contract contract() {
        return contract;
    }

    /** The time since the recording began. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Takes so many bytes of the room that there is for all; false if there is none left. */
    boolean takeRoom(int count) {
        return bytes.addAndGet(count) <= MOST_BYTES;
    }

    /**
     * A request of a client begins.
     *
     * @param query the first value of each parameter
     * @return empty if the contract has no such operation, or if there were too many already
     */
    Optional<OpenTake> begin(String method, String path, Map<String, String> query, Optional<String> lastEventId) {
        if (!(contract.route(method, path) instanceof Routing.Found found)) {
            return Optional.empty();
        }
        var jobId = found.path().getOrDefault(JOB_ID, query.getOrDefault(JOB_ID, ""));
        return keep(found.operation(), jobId, lastEventId);
    }

    private synchronized Optional<OpenTake> keep(Operation operation, String jobId, Optional<String> lastEventId) {
        if (takes.size() >= MOST_TAKES) {
            leftOut++;
            return Optional.empty();
        }
        var take = new OpenTake(this, operation, jobId, lastEventId);
        takes.add(take);
        return Optional.of(take);
    }

    /** How many requests came when there was no room for them any more, and streams that were too long to be kept. */
    synchronized int leftOut() {
        return leftOut + (int) takes.stream().filter(OpenTake::isFull).count();
    }

    /** What was never answered, and not broken off either, says nothing about the target. */
    private synchronized List<Take> soFar() {
        return takes.stream()
                .filter(take -> !take.isForgotten())
                .map(OpenTake::soFar)
                .filter(take -> take.status() != 0 || take.isDropped() || take.isUnanswered())
                .toList();
    }

    /**
     * What was asked about each job that was followed, in the order in which they came. To the first belong attempts to create a job
     * that failed before.
     */
    List<List<Take>> jobs() {
        var jobs = new LinkedHashMap<String, List<Take>>();
        var refused = new ArrayList<Take>();
        for (var take : soFar()) {
            if (!take.jobId().isEmpty()) {
                var its = jobs.computeIfAbsent(take.jobId(), none -> new ArrayList<>());
                its.addAll(refused);
                refused.clear();
                its.add(take);
            } else if (take.serves(JobRole.CREATE)) {
                refused.add(take);
            }
        }
        return jobs.values().stream().filter(Recording::isFollowed).toList();
    }

    private static boolean isFollowed(List<Take> takes) {
        return takes.stream().anyMatch(take -> take.serves(JobRole.STREAM));
    }
}
