package dev.understudy.network.engine;

/** Counts what has passed. Told on the engine's thread. */
public interface Traffic {
    /** A direction of a connection has ended after so many bytes. */
    void ended(Proxy proxy, Direction direction, long received, long sent);
}
