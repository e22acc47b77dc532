package dev.understudy.mock.script;

import dev.understudy.mock.job.Frame;
import dev.understudy.scenario.MessageForm;
import java.util.List;

/** How a connection says what its faults want said. */
interface Voice {
    /** A message of the contract about this connection; if it ends it, the end too. */
    List<Action> message(String name);

    /** A clean end. */
    List<Action> end(boolean thenClose);

    /** The end of a WebSocket, with this code. */
    List<Action> closeWith(int code, String reason);

    /** An event in such frames. */
    List<Action> sendAs(Frame.Event event, MessageForm form);

    /** A text message as it is. */
    List<Action> say(String text);

    /** A ping frame. */
    List<Action> ping();
}
