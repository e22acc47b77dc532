package dev.understudy.scenario;

import dev.understudy.scenario.language.Kind;
import dev.understudy.scenario.language.KindFamily;
import dev.understudy.scenario.language.Types;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of {@code do}. Each is small enough to stand here whole; a larger one gets a file of its own. */
final class FaultKinds {
    private static final List<Kind<FaultAction>> COMMON = List.of(
            Kind.alone("reset", "The TCP connection is reset.", new Reset()),
            Kind.alone("close", "The TCP connection is closed without the last chunk.", new Close()),
            Kind.alone("end", "The answer ends cleanly.", new End()),
            Kind.alone(
                    "end-then-close",
                    "The answer ends cleanly, and the TCP connection is closed right behind it.",
                    new EndThenClose()),
            Kind.<FaultAction>with(
                            "silence",
                            "Nothing is sent for this long, or for ever; the connection stays open and the job goes on.",
                            Types.duration(),
                            "{silence: 2s}",
                            words -> new Silence(words.isWritten() ? Optional.of(words.duration()) : Optional.empty()))
                    .orAlone(),
            Kind.alone(
                    "stop-reading",
                    "The server reads nothing more from the connection, so that it does not see the client close either.",
                    new StopReading()),
            Kind.with(
                    "garbage",
                    "These characters are written into the stream; before the headers, in front of the answer.",
                    Types.text(),
                    "{garbage: \"HTTP/1.1 500 Oops\\r\\n\"}",
                    words -> new Garbage(words.text())),
            Kind.with(
                    "unframed",
                    "These characters are written onto the connection, outside of any chunk: a broken chunk size, a second answer.",
                    Types.text(),
                    "{unframed: \"zz\\r\\n\"}",
                    words -> new Unframed(words.text())),
            Kind.alone("omit", "The event is left out.", new Omit()),
            Kind.alone("twice", "The event is sent a second time.", new Twice()),
            Kind.with(
                    "message",
                    "A message of the contract that concerns this connection only, such as `timeout`; if it ends that, the answer ends.",
                    Types.text(),
                    "{message: timeout}",
                    words -> new SendMessage(words.text())));

    static final List<Kind<FaultAction>> ALL =
            Stream.of(COMMON, WebSocketFaultKinds.ALL).flatMap(List::stream).toList();

    static final KindFamily<FaultAction> FAMILY = new KindFamily<>(
            "do", "what goes wrong, such as reset", List.copyOf(ALL), List.of(WebSocketFaultKinds.REASON));

    private FaultKinds() {}

    private record Reset() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.reset();
        }

        @Override
        public boolean needsNoRequest() {
            return true;
        }
    }

    private record Close() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.close();
        }

        @Override
        public boolean needsNoRequest() {
            return true;
        }
    }

    private record End() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.end();
        }
    }

    private record EndThenClose() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.endThenClose();
        }
    }

    private record Silence(Optional<Duration> time) implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.silence(time);
        }

        @Override
        public boolean needsNoRequest() {
            return true;
        }
    }

    private record StopReading() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.stopReading();
        }
    }

    private record Garbage(String text) implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean writesBytes() {
            return true;
        }
    }

    private record Unframed(String text) implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.writeUnframed(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isBeyondHttp() {
            return true;
        }
    }

    private record Omit() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            // Leaving the event out is all there is to it.
        }

        @Override
        public boolean swallowsEvent() {
            return true;
        }
    }

    private record Twice() implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.repeatEvent();
        }

        @Override
        public boolean needsEvent() {
            return true;
        }
    }

    private record SendMessage(String jobEvent) implements FaultAction {
        @Override
        public void perform(StreamControl stream) {
            stream.message(jobEvent);
        }

        @Override
        public boolean canComeFirst() {
            return false;
        }
    }
}
