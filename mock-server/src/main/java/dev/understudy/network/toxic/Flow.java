package dev.understudy.network.toxic;

/** What one toxic does to one direction of one connection. Lives from the moment the two meet; runs on the engine's thread. */
public interface Flow {
    /** It starts, or starts again after its settings or its neighbours have changed. */
    default void start(Passage passage) {}

    /** The next chunk. The one after it comes when everything emitted was taken and no pause is left. */
    void take(Chunk chunk, Passage passage);

    /** The stream has ended, and everything before was taken. Must end the passage, or pause and then end it. */
    default void finish(Passage passage) {
        passage.end();
    }

    /** It is about to be started again or removed; its pause is over. Must emit what it holds. */
    default void interrupt(Passage passage) {}
}
