package dev.understudy.conformance;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Stories of listeners who come back. */
final class ResumeStories {
    private static final int TRIES = 3;
    private static final int CUTS = 2;
    private static final int FURTHEST_BYTE = 60;

    private ResumeStories() {}

    /** A cut that came too late proves nothing, so it is tried again with the next job. */
    static void cutAndResume(Driver driver, String pipeline) throws InterruptedException {
        var random = new SplittableRandom(driver.seed() + pipeline.hashCode());
        for (int i = 0; i < TRIES; i++) {
            if (hasLanded(driver, pipeline, random)) {
                return;
            }
        }
        throw new CaseStoppedException(
                "no cut landed in " + TRIES + " tries; the jobs end too soon. Give slower ones (jobs.slow)");
    }

    private static boolean hasLanded(Driver driver, String pipeline, SplittableRandom random)
            throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var control = driver.stream(job, "stream");
        var subject = driver.stream(job, "stream-cut", Optional.empty(), cut(random));
        boolean landed = false;
        for (int i = 0; i < CUTS; i++) {
            driver.awaitEnd(subject);
            if (subject.lastEventId().isEmpty()) {
                break;
            }
            landed |= subject.wasCut();
            boolean last = i == CUTS - 1 || !subject.wasCut();
            subject = driver.stream(job, "stream-resume", subject.lastEventId(), last ? Optional.empty() : cut(random));
            if (last) {
                break;
            }
        }
        driver.awaitEnd(subject);
        driver.awaitEnd(control);
        return landed;
    }

    /** After one event, and somewhere in the next: in its id, in its name, in its data. */
    private static Optional<ObservedStream.Cut> cut(SplittableRandom random) {
        return Optional.of(new ObservedStream.Cut(1, random.nextInt(FURTHEST_BYTE)));
    }

    static void unknownId(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream-unknown-id", Optional.of("0000000000001-0001"), Optional.empty());
        stream.awaitEvents(1, Duration.ofSeconds(30));
        driver.results(job, "results-early");
        driver.awaitEnd(stream);
    }
}
