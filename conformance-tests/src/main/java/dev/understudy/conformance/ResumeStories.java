package dev.understudy.conformance;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Stories of listeners who come back. */
final class ResumeStories {
    private static final int TRIES = 3;
    private static final int CUTS = 2;

    private ResumeStories() {}

    /**
     * One listens directly; another listens through a fault proxy, if there is one, and is cut, and comes back. A cut that did not
     * land proves nothing, so it is tried again with the next job.
     */
    static void cutAndResume(Driver driver, String pipeline) throws InterruptedException {
        var random = new SplittableRandom(driver.seed() + pipeline.hashCode());
        int first = random.nextInt(Cut.Place.values().length);
        for (int i = 0; i < TRIES; i++) {
            if (hasLanded(driver, pipeline, random, first + i * CUTS)) {
                return;
            }
        }
        throw new CaseStoppedException(
                "no cut landed in " + TRIES + " tries; the jobs end too soon. Give slower ones (jobs.slow)");
    }

    private static boolean hasLanded(Driver driver, String pipeline, SplittableRandom random, int firstPlace)
            throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        try (var line = CutLine.to(driver, job)) {
            var control = driver.stream(job, "stream");
            boolean landed = listen(driver, line, random, firstPlace);
            driver.awaitEnd(control);
            return landed;
        }
    }

    private static boolean listen(Driver driver, CutLine line, SplittableRandom random, int firstPlace)
            throws InterruptedException {
        var subject = line.stream("stream-cut", Optional.empty(), Optional.of(line.cut(random, firstPlace)));
        driver.awaitEnd(subject);
        boolean landed = subject.wasCut();
        for (int i = 1; subject.wasCut() && subject.lastEventId().isPresent() && i <= CUTS; i++) {
            Optional<Cut> again = i < CUTS ? Optional.of(line.cut(random, firstPlace + i)) : Optional.empty();
            subject = comeBack(driver, line, subject.lastEventId(), again);
        }
        return landed;
    }

    /** Comes back; where only so many may listen, perhaps not before the server has noticed that somebody has gone. */
    private static ObservedStream comeBack(
            Driver driver, CutLine line, Optional<String> lastEventId, Optional<Cut> again)
            throws InterruptedException {
        for (int i = 1; ; i++) {
            var stream = line.stream("stream-resume", lastEventId, again);
            driver.awaitEnd(stream);
            var wait = stream.putOff(driver.profile().conditions().longestWait());
            if (wait.isEmpty()) {
                return stream;
            }
            if (i == TRIES) {
                throw new CaseStoppedException("who came back was put off with 429, " + TRIES
                        + " times, each after the time" + " that Retry-After had named");
            }
            driver.letPass(wait.get());
        }
    }

    static void unknownId(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream-unknown-id", Optional.of("0000000000001-0001"), Optional.empty());
        stream.awaitEvents(1, Duration.ofSeconds(30));
        driver.results(job, "results-early");
        driver.status(job, "status");
        driver.awaitEnd(stream);
    }
}
