package dev.understudy.conformance;

import java.time.Duration;
import java.util.Optional;

/** Stories of one job. */
final class JobStories {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMillis(700);
    private static final int TRIES = 3;
    private static final Duration MARGIN = Duration.ofMillis(300);

    private JobStories() {}

    static void wholeJob(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "usual");
        var stream = driver.stream(job, "stream");
        // Only somebody who is listening already can prove that the job was running when its results were asked for.
        stream.awaitEvents(1, FIRST_EVENT);
        var second = driver.stream(job, "stream-second");
        driver.results(job, "results-early");
        driver.status(job, "status");
        driver.awaitEnd(stream);
        driver.awaitEnd(second);
        driver.awaitFinalStatus(job, "status-final");
        driver.results(job, "results");
        comeLate(driver, job, stream.lastEventId());
    }

    /** After the end: somebody new, and somebody who has seen it all. */
    private static void comeLate(Driver driver, Driver.JobRef job, Optional<String> lastEventId)
            throws InterruptedException {
        // Headers that come late are another rule's matter: a stream has its time from the moment that it is open.
        var late = letIn(driver, job, "stream-late", Optional.empty());
        var again = letIn(driver, job, "stream-after-final", lastEventId);
        var patience = driver.profile().terms().closeWithin().plusSeconds(2);
        driver.awaitEnd(late, patience);
        driver.awaitEnd(again, patience);
    }

    /** Comes, and waits until it is open; if it is put off, as long as it is asked to. */
    private static ObservedStream letIn(Driver driver, Driver.JobRef job, String purpose, Optional<String> lastEventId)
            throws InterruptedException {
        for (int i = 1; ; i++) {
            var stream = driver.stream(job, purpose, lastEventId, Optional.empty());
            stream.awaitAnswer(FIRST_EVENT);
            var wait = stream.putOff(driver.profile().conditions().longestWait());
            if (wait.isEmpty() || i == TRIES) {
                return stream;
            }
            driver.letPass(wait.get().plus(MARGIN));
        }
    }

    static void cancel(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream");
        stream.awaitEvents(1, FIRST_EVENT);
        cancelWithEveryToken(driver, job);
        driver.awaitEnd(stream, driver.profile().terms().closeWithin().plusSeconds(1));
        cancelAgain(driver, job);
    }

    /** Looks at a job that runs, and cancels it: without its token, with a wrong one, and with the right one. */
    static void cancelWithEveryToken(Driver driver, Driver.JobRef job) {
        driver.results(job, "results-early");
        driver.cancel(job, "cancel-no-token", "");
        driver.cancel(job, "cancel-wrong-token", "Bearer not-the-token");
        // It also proves that the job was running when its results were asked for.
        driver.status(job, "status-uncanceled");
        driver.cancel(job, "cancel", "Bearer " + job.token());
    }

    /** Looks at a job that was canceled, and cancels it again. */
    static void cancelAgain(Driver driver, Driver.JobRef job) {
        driver.status(job, "status-final");
        driver.cancel(job, "cancel-again", "Bearer " + job.token());
    }

    static void failing(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "failing");
        driver.awaitEnd(driver.stream(job, "stream"));
        driver.awaitFinalStatus(job, "status-final");
        driver.results(job, "results-failed");
    }

    static void expiry(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "expiring");
        driver.awaitEnd(driver.stream(job, "stream"));
        expiringResults(driver, job);
    }

    /** Asks for results in their time, and behind it. */
    static void expiringResults(Driver driver, Driver.JobRef job) {
        driver.results(job, "results-before-expiry");
        driver.letPass(ttl(driver).plus(MARGIN));
        driver.results(job, "results-gone");
    }

    static void expired(Driver driver, String pipeline) {
        driver.profile().conditions().expiredJob().ifPresent(id -> driver.resultsOf(id, pipeline, "results-gone"));
    }

    private static Duration ttl(Driver driver) {
        return driver.profile()
                .job("expiring")
                .flatMap(TargetProfile.JobKind::resultsTtl)
                .orElseThrow(() -> new CaseStoppedException("the profile's jobs.expiring lacks results-ttl"));
    }

    static void rateLimit(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "limited");
        driver.awaitEnd(driver.stream(job, "stream"));
        limitedResults(driver, job);
    }

    /** Asks for results that are refused, and again when they may be asked for. */
    static void limitedResults(Driver driver, Driver.JobRef job) {
        var refused = driver.resultsOnce(job, "results-limited");
        if (refused.statusCode() != 429) {
            throw new CaseStoppedException("the first request for the results of a limited job was not refused");
        }
        var seconds = Optional.ofNullable(refused.header("Retry-After")).filter(text -> text.matches("\\d{1,4}"));
        driver.letPass(
                Duration.ofSeconds(seconds.map(Long::parseLong).orElse(1L)).plus(MARGIN));
        driver.resultsOnce(job, "limit-again");
    }

    static void idle(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "idle");
        var stream = driver.stream(job, "stream");
        var another = comeInSilence(driver, job, stream);
        driver.awaitEnd(stream);
        if (another.isPresent()) {
            driver.awaitEnd(another.get());
        }
    }

    /** Somebody who has seen it all comes while nothing happens: no event is due, and the head of the answer is. */
    private static Optional<ObservedStream> comeInSilence(Driver driver, Driver.JobRef job, ObservedStream stream)
            throws InterruptedException {
        boolean comes =
                driver.profile().conditions().mostListeners().orElse(2) > 1 && stream.awaitEvents(1, FIRST_EVENT);
        for (int i = 2; comes && stream.awaitEvents(i, SILENCE); i++) {
            comes = !stream.sawFinalEvent();
        }
        return comes && stream.lastEventId().isPresent() && !stream.sawFinalEvent()
                ? Optional.of(driver.stream(job, "stream-nothing-due", stream.lastEventId(), Optional.empty()))
                : Optional.empty();
    }
}
