package dev.understudy.network.engine;

import java.util.List;

/**
 * What an open connection is like at one moment.
 *
 * @param number counts the connections of a proxy from 1
 * @param client the client's address
 * @param bytesUp bytes the server was given
 * @param bytesDown bytes the client was given
 * @param state what is being done to it
 * @param ended the sides from which nothing more can come: they have closed, or were closed
 * @param tail the last bytes that the server has sent, at most 8, also if they were swallowed; each as a character
 */
public record ConnectionView(
        long number, String client, long bytesUp, long bytesDown, State state, List<Side> ended, String tail) {
    /** Copies the list. */
    public ConnectionView {
        ended = List.copyOf(ended);
    }

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
