package dev.understudy.network.engine;

/** How a connection is ended. */
public enum Ending {
    /** In order: the other side reads the end of the stream. */
    FIN,
    /** With a reset: the other side's next read or write fails. */
    RST
}
