package dev.understudy.scenario;

import java.time.Duration;
import java.util.Optional;

/** What a {@link FaultAction} may do to a stream connection. */
public interface StreamControl {
    /** Ends the TCP connection with a reset. */
    void reset();

    /** Ends the TCP connection without the last chunk: the answer is cut off. */
    void close();

    /** Ends the answer cleanly. */
    void end();

    /** Ends the answer cleanly, and closes the TCP connection right behind it. */
    void endThenClose();

    /** Sends nothing for this long, or for ever; the connection stays open and the job goes on. */
    void silence(Optional<Duration> time);

    /** Reads nothing more from the connection, so that not even the client's closing is seen. */
    void stopReading();

    /** Writes bytes as they are into the stream. */
    void write(byte[] bytes);

    /** Writes bytes as they are onto the connection, with no HTTP around them. */
    void writeUnframed(byte[] bytes);

    /** Sends the event at hand once more. */
    void repeatEvent();

    /** Sends a message of the contract that concerns this connection only, such as {@code timeout}; ends the answer if that does. */
    void message(String name);

    /** Closes a WebSocket with this code. */
    void closeWith(int code, String reason);

    /** Sends the event at hand in such frames. */
    void sendAs(MessageForm form);

    /** Sends a text message as it is. */
    void say(String text);

    /** Sends a ping frame. */
    void ping();
}
