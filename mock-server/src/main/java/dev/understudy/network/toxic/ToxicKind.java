package dev.understudy.network.toxic;

import java.util.List;
import java.util.random.RandomGenerator;

/** A kind of toxic. A new one is a file and a line in {@link ToxicKinds}. */
public interface ToxicKind {
    /** What it is called on the wire. */
    String type();

    /** Its attributes in the order in which they are printed; all are whole numbers. */
    List<String> attributes();

    /** How it acts on one direction of one connection. */
    Flow meet(Settings settings, RandomGenerator random);

    /** How many chunks may queue before it; most take one at a time. */
    default int bufferedChunks() {
        return 1;
    }

    /** Whether a connection ends when it is taken away, because data is missing. */
    default boolean removalEndsConnections() {
        return false;
    }

    /** Whether connections made while it is there end with a reset, whatever ends them and whatever the toxicity. */
    default boolean connectionsEndWithReset() {
        return false;
    }
}
