package dev.understudy.conformance;

import java.time.Duration;
import java.util.Optional;

/** Stories of one job. */
final class JobStories {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(10);
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
        var late = driver.stream(job, "stream-late");
        var again = driver.stream(job, "stream-after-final", lastEventId, Optional.empty());
        // Headers that come late are another rule's matter: a stream has its time from the moment that it is open.
        late.awaitOpen(FIRST_EVENT);
        again.awaitOpen(FIRST_EVENT);
        var patience = driver.profile().terms().closeWithin().plusSeconds(2);
        driver.awaitEnd(late, patience);
        driver.awaitEnd(again, patience);
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
        driver.status(job, "status");
        driver.cancel(job, "cancel-no-token", "");
        driver.cancel(job, "cancel-wrong-token", "Bearer not-the-token");
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
        var refused = driver.results(job, "results-limited").orElseThrow();
        if (refused.statusCode() != 429) {
            throw new CaseStoppedException("the first request for the results of a limited job was not refused");
        }
        var seconds = Optional.ofNullable(refused.header("Retry-After")).filter(text -> text.matches("\\d{1,4}"));
        driver.letPass(
                Duration.ofSeconds(seconds.map(Long::parseLong).orElse(1L)).plus(MARGIN));
        driver.results(job, "limit-again");
    }

    static void idle(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "idle");
        driver.awaitEnd(driver.stream(job, "stream"));
    }
}
