package dev.understudy.scenario;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.Types;
import java.util.List;

/** The words of {@code do} that only a WebSocket knows; a stream of events passes them by. */
final class WebSocketFaultKinds {
    private static final int LARGEST_CODE = 65_535;

    static final Field REASON =
            Field.optional("reason", Types.text(), "With `close-with`: its reason. Without it: none.");

    static final List<Kind<FaultAction>> ALL = List.of(
            Kind.with(
                    "close-with",
                    "The WebSocket is closed with this code; 1005 for a close frame without one.",
                    Types.integer(0, LARGEST_CODE),
                    "{close-with: 1011, reason: Job failed}",
                    words -> new CloseWith(
                            words.integer(),
                            words.sibling(REASON.name())
                                    .map(reason -> reason.text())
                                    .orElse(""))),
            Kind.with(
                    "send-as",
                    "The message stands in frames like this, such as many, or none that is allowed.",
                    MessageForm.STRUCT,
                    "{send-as: {fragments: 20}}",
                    words -> new SendAs(MessageForm.read(words))),
            Kind.with(
                    "send",
                    "A text message as it is; `{jobId}` stands for the job's id.",
                    Types.text(),
                    "{send: '{\"type\":\"maintenance\"}'}",
                    words -> new Send(words.text())),
            Kind.alone("ping", "A ping frame.", new Ping()));

    private WebSocketFaultKinds() {}

    /** What only a WebSocket knows needs one that was let in. */
    private interface SocketFault extends FaultAction {
        @Override
        default boolean isOfWebSockets() {
            return true;
        }

        @Override
        default boolean canComeFirst() {
            return false;
        }
    }

    private record CloseWith(int code, String reason) implements SocketFault {
        @Override
        public void perform(StreamControl stream) {
            stream.closeWith(code, reason);
        }
    }

    private record SendAs(MessageForm form) implements SocketFault {
        @Override
        public void perform(StreamControl stream) {
            stream.sendAs(form);
        }

        @Override
        public boolean swallowsEvent() {
            return true;
        }
    }

    private record Send(String text) implements SocketFault {
        @Override
        public void perform(StreamControl stream) {
            stream.say(text);
        }
    }

    private record Ping() implements SocketFault {
        @Override
        public void perform(StreamControl stream) {
            stream.ping();
        }
    }
}
