package dev.understudy.reference;

import java.time.Duration;

/**
 * In what a correct server may differ from another correct one.
 *
 * @param ids what event ids look like
 * @param replay what a Last-Event-ID gets
 * @param heartbeat after how much silence a comment is sent; zero for never
 * @param auth where every request has to bring {@link ReferenceServer#TOKEN}
 * @param links what sseUrl and statusUrl look like
 * @param pace the time between two steps of a job
 * @param resultsTtl how long results live
 * @param limit how many jobs may be made in {@link #window}; 0 for any number
 * @param gzip whether streams are compressed for those who ask for it
 * @param listeners how many may listen to one job
 */
record Manner(
        Ids ids,
        Replay replay,
        Duration heartbeat,
        Auth auth,
        Links links,
        Duration pace,
        Duration resultsTtl,
        int limit,
        Duration window,
        boolean gzip,
        int listeners) {
    enum Ids {
        RISING,
        PLAIN_NUMBERS,
        UUID
    }

    enum Replay {
        FULL,
        LATEST,
        NONE
    }

    enum Auth {
        NONE,
        BEARER,
        QUERY
    }

    enum Links {
        RELATIVE,
        RELATIVE_TO_REQUEST,
        ABSOLUTE,
        OTHER_PORT
    }

    /** What most servers do. */
    static Manner usual() {
        return new Manner(
                Ids.RISING,
                Replay.FULL,
                Duration.ofMillis(400),
                Auth.NONE,
                Links.RELATIVE,
                Duration.ofMillis(300),
                Duration.ofHours(2),
                0,
                Duration.ofSeconds(1),
                false,
                100);
    }

    Manner ids(Ids other) {
        return new Manner(other, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, gzip, listeners);
    }

    Manner replay(Replay other) {
        return new Manner(ids, other, heartbeat, auth, links, pace, resultsTtl, limit, window, gzip, listeners);
    }

    Manner heartbeat(Duration other) {
        return new Manner(ids, replay, other, auth, links, pace, resultsTtl, limit, window, gzip, listeners);
    }

    Manner auth(Auth other) {
        return new Manner(ids, replay, heartbeat, other, links, pace, resultsTtl, limit, window, gzip, listeners);
    }

    Manner links(Links other) {
        return new Manner(ids, replay, heartbeat, auth, other, pace, resultsTtl, limit, window, gzip, listeners);
    }

    Manner pace(Duration other) {
        return new Manner(ids, replay, heartbeat, auth, links, other, resultsTtl, limit, window, gzip, listeners);
    }

    Manner resultsTtl(Duration other) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, other, limit, window, gzip, listeners);
    }

    Manner limit(int jobs, Duration per) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, jobs, per, gzip, listeners);
    }

    Manner compressing() {
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, true, listeners);
    }

    Manner listeners(int most) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, gzip, most);
    }
}
