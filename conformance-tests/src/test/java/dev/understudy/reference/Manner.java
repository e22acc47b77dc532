package dev.understudy.reference;

import java.time.Duration;
import java.util.Set;

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
 * @param habits what else it does in its own way
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
        Set<Habit> habits,
        int listeners) {
    Manner {
        habits = Set.copyOf(habits);
    }

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

    /** What many servers do, and none needs to. */
    enum Habit {
        /** Streams are compressed for those who ask for it. */
        COMPRESSES,
        /** A connection serves one request. */
        CLOSES,
        /** Long headers are refused before anything else looks at them, in words of their own. */
        REFUSES_LONG_HEADERS,
        /** What is no barcode makes no job. */
        REFUSES_ODD_BARCODES,
        /** Every other question for a status or results is put off for a second. */
        PUTS_OFF,
        /** A stream is ended by an event about itself after a while, and its listener comes back. */
        ROTATES
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
                Set.of(),
                100);
    }

    Manner ids(Ids other) {
        return new Manner(other, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, habits, listeners);
    }

    Manner replay(Replay other) {
        return new Manner(ids, other, heartbeat, auth, links, pace, resultsTtl, limit, window, habits, listeners);
    }

    Manner heartbeat(Duration other) {
        return new Manner(ids, replay, other, auth, links, pace, resultsTtl, limit, window, habits, listeners);
    }

    Manner auth(Auth other) {
        return new Manner(ids, replay, heartbeat, other, links, pace, resultsTtl, limit, window, habits, listeners);
    }

    Manner links(Links other) {
        return new Manner(ids, replay, heartbeat, auth, other, pace, resultsTtl, limit, window, habits, listeners);
    }

    Manner pace(Duration other) {
        return new Manner(ids, replay, heartbeat, auth, links, other, resultsTtl, limit, window, habits, listeners);
    }

    Manner resultsTtl(Duration other) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, other, limit, window, habits, listeners);
    }

    Manner limit(int jobs, Duration per) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, jobs, per, habits, listeners);
    }

    Manner doing(Habit... other) {
        var all = Set.of(other);
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, all, listeners);
    }

    Manner listeners(int most) {
        return new Manner(ids, replay, heartbeat, auth, links, pace, resultsTtl, limit, window, habits, most);
    }
}
