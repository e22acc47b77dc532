package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Calls about the server as a whole. */
final class ServerCalls {
    private ServerCalls() {}

    static void health(ControlCall call) {
        var sessions = call.sessions();
        var main = sessions.main();
        var problems = sessions.catalogue().problems();
        var node = JsonNodeFactory.instance
                .objectNode()
                // A file that was broken later is played as it was before: that is worth knowing, and no illness.
                .put("status", "ok")
                .put("contract", sessions.contract().name())
                .put("scenario", main.run().defaultScenario().id())
                .put("scenarios", sessions.catalogue().get().ids().size())
                .put("seed", main.run().settings().seed())
                .put("sessions", sessions.all().size())
                .put("journalEntries", main.journal().entries().size())
                .put("journalForgotten", main.journal().dropped());
        var array = node.putArray("problems");
        problems.forEach(problem -> array.add(problem.toString()));
        call.json(200, node);
    }

    static void metrics(ControlCall call) {
        call.text("text/plain; version=0.0.4; charset=utf-8", Metrics.of(call.sessions()));
    }

    static void scenarios(ControlCall call) {
        var array = JsonNodeFactory.instance.arrayNode();
        call.sessions().catalogue().get().all().forEach(scenario -> array.add(ControlHandler.describe(scenario)));
        call.json(200, array);
    }

    static void setDefault(ControlCall call) {
        var id = call.body().neededText("scenario", "Say which one, for example {\"scenario\": \"happy-path\"}.");
        call.sessions().main().run().setDefaultScenario(id);
        call.json(200, JsonNodeFactory.instance.objectNode().put("scenario", id));
    }
}
