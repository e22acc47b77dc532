package dev.understudy.network.engine;

/**
 * What an open connection is like at one moment.
 *
 * @param number counts the connections of a proxy from 1
 * @param client the client's address
 * @param bytesUp bytes the server was given
 * @param bytesDown bytes the client was given
 * @param state what is being done to it
 */
public record ConnectionView(long number, String client, long bytesUp, long bytesDown, State state) {
    /** What is being done to a connection apart from toxics. */
    public enum State {
        /** The server is not reached yet. */
        DIALLING,
        /** Nothing. */
        FLOWING,
        /** It stands still, and nothing is lost. */
        STALLED,
        /** Everything is swallowed, ends too. */
        SILENT
    }
}
