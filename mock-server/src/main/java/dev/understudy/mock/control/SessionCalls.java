package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.mock.job.JobClock;
import dev.understudy.mock.job.SessionSettings;
import dev.understudy.mock.session.MockSession;
import dev.understudy.mock.session.Sessions;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;

/** Calls that open, show, move and close sessions. */
final class SessionCalls {
    /** Beyond it a clock's nanoseconds would run over. */
    private static final Duration LATEST = Duration.ofDays(100L * 365);

    private SessionCalls() {}

    static void all(ControlCall call) {
        var node = JsonNodeFactory.instance.objectNode();
        var array = node.putArray("sessions");
        call.sessions().all().forEach(session -> array.add(describe(session)));
        call.json(200, node);
    }

    static void open(ControlCall call) {
        var session = call.sessions().open(settings(call));
        call.exchange().getResponseHeaders().put(Headers.LOCATION, ControlHandler.PATH + "/sessions/" + session.id());
        call.json(StatusCodes.CREATED, describe(session));
    }

    private static SessionSettings settings(ControlCall call) {
        var body = call.body();
        var draft = call.sessions().settings().draft();
        body.text("scenario").ifPresent(draft::scenario);
        body.speed("speed").ifPresent(draft::speed);
        body.seed("seed").ifPresent(draft::seed);
        body.text("yardstick").map(Fields::yardstick).ifPresent(draft::yardstick);
        body.duration("idle").ifPresent(draft::idle);
        body.duration("resultsTtl").ifPresent(draft::resultsTtl);
        return draft.done();
    }

    static void one(ControlCall call) {
        call.json(200, describe(call.session()));
    }

    static void close(ControlCall call) {
        var session = call.session();
        if (session.id().equals(Sessions.DEFAULT)) {
            throw new ControlException(
                    StatusCodes.CONFLICT,
                    "The default session lives as long as the server.",
                    "PUT /_mock/default lets it play another scenario.");
        }
        session.close();
        call.nothing();
    }

    static void clock(ControlCall call) {
        var clock = call.session().run().clock();
        var advance = call.body().duration("advance");
        var speed = call.body().speed("speed");
        if (advance.isEmpty() && speed.isEmpty()) {
            throw Fields.missing("advance", "Send {\"advance\": \"2h\"} or {\"speed\": 10}, or both.");
        }
        advance.ifPresent(time -> advance(clock, time));
        speed.ifPresent(clock::setSpeed);
        call.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("now", clock.at(clock.now()).toString())
                        .put("speed", clock.speed()));
    }

    private static void advance(JobClock clock, Duration time) {
        if (clock.now().plus(time).compareTo(LATEST) > 0) {
            throw new ControlException(
                    StatusCodes.CONFLICT,
                    "The clock would be a hundred years ahead.",
                    "Open another session; its clock begins anew.");
        }
        clock.advance(time);
    }

    private static ObjectNode describe(MockSession session) {
        var run = session.run();
        var clock = run.clock();
        var now = clock.now();
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("id", session.id())
                .put("baseUrl", session.baseUri().toString())
                .put("scenario", run.defaultScenario().id())
                .put("yardstick", run.settings().yardstick().word())
                .put("speed", clock.speed())
                .put("seed", run.settings().seed())
                .put("now", clock.at(now).toString())
                .put("streams", run.streams())
                .put("held", run.isHeld())
                .put("journalEntries", session.journal().size())
                .put("journalForgotten", session.journal().dropped());
        var jobs = node.putArray("jobs");
        run.jobs()
                .forEach(job -> jobs.addObject()
                        .put("id", job.id())
                        .put("scenario", job.scenario().id())
                        .put("status", job.state(now).status())
                        .put("connections", job.connections()));
        return node;
    }
}
