package dev.understudy.mock.job;

import dev.understudy.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stories that are known from their beginning to their end, each written once for all jobs of its scenario.
 *
 * <p>Safe for any number of threads.
 */
final class Stories {
    private final PayloadTexts texts;
    private final Map<String, Story> known = new ConcurrentHashMap<>();

    Stories(PayloadTexts texts) {
        this.texts = texts;
    }

    PayloadTexts texts() {
        return texts;
    }

    /** What a job's story begins with, before anybody has listened; the writer goes on behind it. */
    List<Line> begin(StoryWriter writer, JobSeed seed, int total, Duration now) {
        var story = known.get(seed.scenario().id());
        if (story != null && story.fits(seed, total)) {
            writer.skipToEnd(story.events());
            return story.lines();
        }
        var lines = writer.write(0, now);
        if (writer.isComplete() && isShared(seed, lines)) {
            known.put(seed.scenario().id(), new Story(seed.scenario(), total, lines, writer.events()));
        }
        return lines;
    }

    /** An upload with a flaw has a story of its own; what waits for a client has its time; what went wrong may name the job. */
    private static boolean isShared(JobSeed seed, List<Line> lines) {
        return isUsual(seed)
                && seed.timeline().stream()
                        .allMatch(step -> step.untilConnections().isEmpty())
                && lines.stream().allMatch(line -> line.state().error() == null);
    }

    private static boolean isUsual(JobSeed seed) {
        return seed.input().flaw().isEmpty();
    }

    private record Story(Scenario scenario, int total, List<Line> lines, int events) {
        /** A scenario can be read anew, and then is another one under the same id. */
        @SuppressWarnings("ReferenceEquality")
        boolean fits(JobSeed seed, int itsTotal) {
            return scenario == seed.scenario() && total == itsTotal && isUsual(seed);
        }
    }
}
