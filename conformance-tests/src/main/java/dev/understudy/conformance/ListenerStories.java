package dev.understudy.conformance;

import dev.understudy.contract.JobRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stories of many listeners, of listeners in a hurry, and of odd ones. */
final class ListenerStories {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_STATUSES = Duration.ofMillis(500);
    private static final int STATUSES = 4;
    private static final int MOST_LISTENERS = 6;
    private static final int LONG_ID = 8 * 1024;
    private static final double NEAR_THE_END = 0.7;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final String ODD_LINES =
            "\n: understudy-injected\r\nid: understudy-injected\revent: understudy-injected\ndata: x\u2028y\n\n";

    private ListenerStories() {}

    private static int mostListeners(Driver driver) {
        return driver.profile().conditions().mostListeners().orElse(MOST_LISTENERS);
    }

    /** Two listeners, one of whom accepts gzip, while somebody else asks for the status. */
    static void prompt(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream");
        // Its first event may be kept back like any other.
        stream.awaitOpen(FIRST_EVENT);
        var zipped = mostListeners(driver) > 1 ? driver.stream(job, Approach.zipped("stream-gzip")) : stream;
        for (int i = 0; i < STATUSES && !stream.sawFinalEvent(); i++) {
            driver.letPass(BETWEEN_STATUSES);
            driver.status(job, "status-meanwhile");
        }
        driver.awaitEnd(stream);
        driver.awaitEnd(zipped);
    }

    /** New listeners come the closer to the job's end the better: at its last events, and between them. */
    static void race(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "usual");
        var control = driver.stream(job, "stream");
        var racers = new ArrayList<ObservedStream>();
        int most = mostListeners(driver) + 1;
        long last = System.nanoTime();
        for (int i = 1; control.awaitEvents(i, driver.profile().longestJob()); i++) {
            var gap = Duration.ofNanos((System.nanoTime() - last) * 9 / 10);
            last = System.nanoTime();
            if (control.progress() >= NEAR_THE_END && racers.size() < most) {
                racers.add(driver.stream(job, "stream-race"));
            }
            if (control.progress() >= NEAR_THE_END && racers.size() < most && !control.sawFinalEvent()) {
                driver.letPass(gap);
                racers.add(driver.stream(job, "stream-race"));
            }
        }
        if (racers.isEmpty()) {
            throw new CaseStoppedException(
                    control.sawFinalEvent()
                            ? "the job ended before anybody could come; its events tell of no progress before"
                            : "the stream that was to tell when the job ends was over before that");
        }
        driver.awaitEnd(control);
        for (var racer : racers) {
            driver.awaitEnd(racer, driver.profile().terms().closeWithin().plus(FIRST_EVENT));
        }
    }

    static void slowListeners(Driver driver, String pipeline) throws InterruptedException {
        int others = Math.min(mostListeners(driver), MOST_LISTENERS) - 1;
        if (others == 0) {
            throw new CaseSkippedException("most-listeners is 1, so nobody can be in anybody's way");
        }
        var job = driver.create(pipeline, "slow");
        var sleepers = new ArrayList<ObservedStream>();
        for (int i = 0; i < others; i++) {
            var sleeper = driver.stream(job, Approach.unread("stream-unread-disturbed"));
            sleeper.awaitOpen(FIRST_EVENT);
            sleepers.add(sleeper);
        }
        driver.awaitEnd(driver.stream(job, "stream-beside-slow"));
        sleepers.forEach(sleeper -> sleeper.leave("it never read"));
    }

    static void oddIds(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream");
        stream.awaitEvents(1, FIRST_EVENT);
        for (var id : List.of("x".repeat(LONG_ID), "\u00e9\u00ff", "%00%0A")) {
            var odd = driver.stream(job, "stream-odd-id", Optional.of(id), Optional.empty());
            odd.awaitEvents(1, FIRST_EVENT);
            odd.leave("it has seen enough");
        }
        driver.awaitEnd(stream);
    }

    /** The job goes on meanwhile: what is refused is the token, and nothing else. */
    static void stranger(Driver driver, String pipeline) throws InterruptedException {
        var job = driver.create(pipeline, "slow");
        var stream = driver.stream(job, "stream");
        stream.awaitEvents(1, FIRST_EVENT);
        var stranger = driver.streamOfStranger(job, "stream-wrong-token");
        stranger.awaitAnswer(FIRST_EVENT);
        stranger.leave("it was let in");
        stream.leave("it has seen enough");
    }

    static void oddText(Driver driver, String pipeline) throws InterruptedException {
        var create = driver.operation(JobRole.CREATE, pipeline);
        if (create.request()
                .orElseThrow()
                .items()
                .orElseThrow()
                .path("format")
                .asText()
                .equals("image")) {
            throw new CaseSkippedException("a job of " + pipeline + " is made of photos, which have no text");
        }
        driver.awaitEnd(driver.stream(ofOddText(driver, pipeline), "stream-odd-text"));
    }

    /** Whoever looks at what is submitted may refuse it; where it is not let in, it cannot come out. */
    private static Driver.JobRef ofOddText(Driver driver, String pipeline) {
        try {
            return driver.create(pipeline, "usual", "create-odd-text", ODD_LINES);
        } catch (RefusedJobException e) {
            if (e.status() == BAD_REQUEST || e.status() == UNPROCESSABLE) {
                throw new CaseSkippedException(
                        "such text is refused with " + e.status() + ", so no stream can carry it");
            }
            throw e;
        }
    }
}
