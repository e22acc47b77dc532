package dev.understudy.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Stories of listeners who go away while their job goes on, told by the target's own count of open streams. */
final class GoneStories {
    private static final int LISTENERS = 3;
    private static final Duration FIRST_EVENT = Duration.ofSeconds(10);
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(3);
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private GoneStories() {}

    /** Some read what they get and close; some never read, so that their machine resets the connection when they go. */
    static void gone(Driver driver, String pipeline) throws InterruptedException {
        if (driver.profile().conditions().mostListeners().orElse(2) < 2) {
            throw new CaseSkippedException("most-listeners is 1, and somebody has to stay while others go");
        }
        var job = driver.create(pipeline, "slow");
        var control = driver.stream(job, "stream");
        control.awaitEvents(1, FIRST_EVENT);
        comeAndGo(driver, job, control, new Approach("stream-going", Optional.empty(), Optional.empty()));
        if (!control.sawFinalEvent()) {
            comeAndGo(driver, job, control, Approach.unread("stream-going-disturbed"));
        }
        control.leave("it has seen enough");
    }

    private static void comeAndGo(Driver driver, Driver.JobRef job, ObservedStream control, Approach approach)
            throws InterruptedException {
        long before = openStreams(driver, job, "open-streams-before");
        var listeners = new ArrayList<ObservedStream>();
        int most = driver.profile().conditions().mostListeners().orElse(LISTENERS + 1);
        int coming = Math.min(LISTENERS, most - 1);
        for (int i = 0; i < coming; i++) {
            listeners.add(driver.stream(job, approach));
        }
        for (var listener : listeners) {
            listener.awaitOpen(FIRST_EVENT);
        }
        look(driver, job, "open-streams-with", COUNTED_WITHIN, count -> count >= before + coming);
        listeners.forEach(listener -> listener.leave("it goes"));
        var patience = driver.profile().terms().heartbeat().multipliedBy(2).plus(MARGIN);
        look(driver, job, "open-streams-after", patience, count -> count <= before || control.sawFinalEvent());
    }

    /** Asks again and again, until it is so, or the time is over. */
    private static void look(
            Driver driver, Driver.JobRef job, String purpose, Duration within, LongPredicate isEnough) {
        long end = System.nanoTime() + within.toNanos();
        while (!isEnough.test(openStreams(driver, job, purpose)) && System.nanoTime() < end) {
            driver.letPass(BETWEEN_LOOKS);
        }
    }

    /** Asks the target how many streams it has open. */
    private static long openStreams(Driver driver, Driver.JobRef job, String purpose) {
        var where = driver.profile()
                .conditions()
                .openStreams()
                .orElseThrow(() -> new CaseStoppedException("the profile has no open-streams"));
        var answer = driver.page(job, purpose, where.path());
        long count = where.count(answer.asString())
                .orElseThrow(() -> new CaseStoppedException("GET " + where.path() + " was answered with "
                        + answer.statusCode() + ", and there is no number at " + where.where() + " in it"));
        driver.told("open-streams", count);
        return count;
    }
}
