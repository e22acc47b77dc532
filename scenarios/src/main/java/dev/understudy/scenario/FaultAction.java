package dev.understudy.scenario;

/** What goes wrong with a stream connection. A new kind is one file and a line in {@link FaultKinds}. */
public interface FaultAction {
    /** Does it. */
    void perform(StreamControl stream);

    /** Whether the event at hand is swallowed by it. */
    default boolean swallowsEvent() {
        return false;
    }
}
