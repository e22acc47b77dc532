package dev.understudy.conformance;

import java.time.Duration;
import java.util.Optional;

/** Stories that are told several times, so that there is something to measure. */
final class SpeedStories {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(10);

    private SpeedStories() {}

    /** One job after the other: what is measured is the target, not a crowd of our own. */
    static void speed(Driver driver, String pipeline) throws InterruptedException {
        warmUp(driver, pipeline);
        for (int i = 0; i < runs(driver); i++) {
            var job = driver.create(pipeline, "usual");
            var stream = driver.stream(job, "stream-slo");
            stream.awaitEvents(1, FIRST_EVENT);
            stream.leave("to measure the way back");
            var again = driver.stream(job, "stream-slo-again", stream.lastEventId(), Optional.empty());
            driver.awaitEnd(again);
            if (!again.sawFinalEvent()) {
                driver.awaitFinalStatus(job, "status-final");
            }
            driver.results(job, "results-slo");
        }
    }

    /** The first stream of a run waits for our own program to wake up; it is not measured. */
    private static void warmUp(Driver driver, String pipeline) throws InterruptedException {
        var stream = driver.stream(driver.create(pipeline, "usual"), "stream");
        stream.awaitEvents(1, FIRST_EVENT);
        stream.leave("it was not to be measured");
    }

    static void latency(Driver driver, String pipeline) throws InterruptedException {
        driver.awaitEnd(driver.stream(driver.create(pipeline, "slow"), "stream-slo-latency"));
    }

    private static int runs(Driver driver) {
        var slo = driver.profile().terms().slo();
        if (slo == null) {
            throw new CaseSkippedException("the profile has no slo");
        }
        return slo.runs();
    }
}
