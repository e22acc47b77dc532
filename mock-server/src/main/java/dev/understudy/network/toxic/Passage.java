package dev.understudy.network.toxic;

/** A toxic's place in one direction of one connection: what a {@link Flow} can do there. */
public interface Passage {
    /** Nanoseconds of the engine's clock; only differences mean something. */
    long now();

    /** Hands a chunk on. It is taken when whatever comes next has room. */
    void emit(Chunk chunk);

    /**
     * Takes no more input for this long, then does this.
     *
     * <p>The time starts when everything emitted before was taken. Without end if it is {@link Long#MAX_VALUE}.
     */
    void pause(long nanos, Runnable then);

    /** Does this after so long, and takes input meanwhile. Replaces an earlier alarm. */
    void alarm(long nanos, Runnable then);

    /** Nothing comes any more: what is next sees the end of the stream once it has taken what was emitted. */
    void end();
}
