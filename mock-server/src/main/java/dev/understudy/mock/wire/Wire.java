package dev.understudy.mock.wire;

import dev.understudy.mock.script.Bytes;
import java.time.Duration;

/**
 * The answer's side of a connection.
 *
 * <p>Not thread-safe: all calls and callbacks are on the connection's own thread.
 */
public interface Wire {
    /**
     * Writes and flushes. True if all is with the kernel; false if some is left, and {@code whenWritten} will be called once it is
     * not. Nothing else may be written until then.
     */
    boolean write(Bytes bytes, Runnable whenWritten);

    /** The same without any HTTP around the bytes. */
    boolean writeUnframed(Bytes bytes, Runnable whenWritten);

    /** Lets somebody else go on with the connection. */
    void handOver();

    /** Ends the answer cleanly. */
    void end();

    /** Ends the answer cleanly, and closes the TCP connection right behind it. */
    void endThenClose();

    /** Reads nothing more, so that the client's closing is not seen. */
    void stopReading();

    /** Reads again. */
    void goOnReading();

    /** Ends this side at once, and the connection once the client has ended its own, or after a few seconds. */
    void linger();

    /** Closes the TCP connection without the last chunk. */
    void close();

    /** Resets the TCP connection. */
    void reset();

    /** Runs this on the connection's thread after a while, unless the returned action is run first. */
    Runnable later(Duration delay, Runnable task);

    /** Runs this on the connection's thread as soon as it can. May be called from any thread. */
    void soon(Runnable task);
}
