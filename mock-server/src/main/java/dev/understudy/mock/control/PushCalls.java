package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.contract.Message;
import dev.understudy.mock.job.Job;
import dev.understudy.mock.session.MockSession;
import dev.understudy.scenario.JobEvent;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Optional;

/** Calls by which a test says what happens next: hold, wait for a listener, release, send. */
final class PushCalls {
    private static final int MOST_EVENTS = 1_000_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private PushCalls() {}

    /** How many streams are open; waits for them if it is told to. */
    static void listeners(ControlCall call) {
        var session = call.session();
        int wanted = call.query("streams").map(PushCalls::streams).orElse(1);
        var wait = wait(call);
        if (wait.isEmpty()) {
            answer(call, session, wanted);
        } else {
            call.after(session.listening(wanted, wait.get()), met -> answer(call, session, wanted));
        }
    }

    static Optional<Duration> wait(ControlCall call) {
        return call.query("wait")
                .filter(text -> !text.equals("0"))
                .map(text -> Fields.duration("wait", text, LONGEST_WAIT));
    }

    private static int streams(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new ControlException(
                    StatusCodes.BAD_REQUEST, "'streams' is '" + text + "'.", "Give a whole number from 1 to 9999.");
        }
        return Integer.parseInt(text);
    }

    private static void answer(ControlCall call, MockSession session, int wanted) {
        int streams = session.run().streams();
        call.json(
                200,
                JsonNodeFactory.instance.objectNode().put("streams", streams).put("listening", streams >= wanted));
    }

    static void hold(ControlCall call) {
        int event = call.body()
                .number("event", 1, MOST_EVENTS)
                .orElseThrow(() ->
                        Fields.missing("event", "Say before which event, counted from 1, for example {\"event\": 3}."));
        var session = call.session();
        session.hold(event);
        call.json(200, JsonNodeFactory.instance.objectNode().put("event", event));
    }

    static void release(ControlCall call) {
        call.session().release();
        call.nothing();
    }

    static void send(ControlCall call) {
        var run = call.session().run();
        var event = event(call);
        var job = call.body().text("job");
        if (job.isPresent()) {
            named(call, job.get()).send(event);
        } else {
            run.send(event);
        }
        call.nothing();
    }

    private static Job named(ControlCall call, String id) {
        var run = call.session().run();
        return run.find(id)
                .orElseThrow(() -> new ControlException(
                        StatusCodes.NOT_FOUND,
                        "There is no job '" + id + "' in this session.",
                        run.nearMiss(id).orElse("GET the session: it lists its jobs.")));
    }

    private static JobEvent event(ControlCall call) {
        var messages = call.sessions().contract().messages().stream()
                .filter(message -> message.end() != Message.End.CONNECTION)
                .map(Message::jobEvent)
                .toList();
        var name = Fields.word(
                "event", call.body().neededText("event", "Use one of: " + String.join(", ", messages) + "."), messages);
        var payload = call.body().any("payload");
        if (payload.filter(node -> !node.isObject()).isPresent()) {
            throw new ControlException(
                    StatusCodes.BAD_REQUEST,
                    "'payload' is " + payload.map(JsonNode::toString).orElse("") + ".",
                    "Give an object; it is merged over the event's payload.");
        }
        var plain = JobEvent.plain(name, call.body().number("processed", 0, MOST_EVENTS));
        return payload.map(plain::withPayload).orElse(plain);
    }
}
