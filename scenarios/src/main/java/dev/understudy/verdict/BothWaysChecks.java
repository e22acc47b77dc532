package dev.understudy.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.Message;
import dev.understudy.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs that are followed over a WebSocket and as a stream at the same time. */
final class BothWaysChecks {
    static final List<Check> ALL = List.of(new Check("BOTH-WAYS", BothWaysChecks::agree));

    private BothWaysChecks() {}

    private static Finding agree(Seen seen) {
        var problems = new ArrayList<String>();
        int compared = 0;
        for (var stream : seen.undisturbedStreams()) {
            for (var socket : seen.socketsOf(stream.label().job())) {
                compared++;
                difference(steps(seen, stream), steps(seen, socket))
                        .ifPresent(words -> problems.add(stream + " and " + socket + " differ: " + words + "."));
            }
        }
        return new Finding(compared, problems, List.of());
    }

    private static List<String> steps(Seen seen, Exchange stream) {
        return stream.events().stream()
                .flatMap(event -> seen.message(event).map(message -> step(seen, message, Seen.payload(event))).stream())
                .toList();
    }

    private static List<String> steps(Seen seen, Socket socket) {
        return socket.said(Entry.Side.SERVER).stream()
                .flatMap(said -> socket.event(said).map(message -> step(seen, message, Socket.json(said))).stream())
                .toList();
    }

    /** What both ways tell in their own words: what happened, and for progress how far. */
    private static String step(Seen seen, Message message, JsonNode payload) {
        return message.snapshot()
                ? message.jobEvent() + " " + seen.contract().payloads().find("processed", payload)
                : message.jobEvent();
    }

    private static Optional<String> difference(List<String> streamed, List<String> said) {
        for (int i = 0; i < Math.max(streamed.size(), said.size()); i++) {
            var one = i < streamed.size() ? streamed.get(i) : "nothing more";
            var other = i < said.size() ? said.get(i) : "nothing more";
            if (!one.equals(other)) {
                return Optional.of("where the stream tells '" + one + "', the WebSocket tells '" + other + "'");
            }
        }
        return Optional.empty();
    }
}
