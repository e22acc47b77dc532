package dev.understudy.scenario;

/** What goes wrong with a stream connection. A new kind is one file and a line in {@link FaultKinds}. */
public interface FaultAction {
    /** Does it. */
    void perform(StreamControl stream);

    /** Whether it is done to an event, so that there must be one at hand. */
    default boolean needsEvent() {
        return swallowsEvent();
    }

    /** Whether it goes beyond HTTP, so that no HTTP server can do it. */
    default boolean isBeyondHttp() {
        return false;
    }

    /** Whether it writes bytes of its own into the stream, so that only they say what a reader gets. */
    default boolean writesBytes() {
        return false;
    }

    /** Whether it can be done to a connection before anything was read from it. */
    default boolean needsNoRequest() {
        return false;
    }

    /** Whether only a WebSocket knows it. */
    default boolean isOfWebSockets() {
        return false;
    }

    /** Whether it can be done before there is an answer. */
    default boolean canComeFirst() {
        return true;
    }

    /** Whether the event at hand is swallowed by it. */
    default boolean swallowsEvent() {
        return false;
    }
}
