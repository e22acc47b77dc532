package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.mock.session.SessionVerdict;

/** The call for a verdict. */
final class VerdictCalls {
    private VerdictCalls() {}

    /** Judges a run; waits until it seems to be over if it is told to. */
    static void verdict(ControlCall call) {
        var session = call.session();
        var yardstick = call.query("yardstick")
                .map(word -> Fields.word("yardstick", word, call.sessions().yardsticks()))
                .orElse(session.run().settings().yardstick());
        var wait = PushCalls.wait(call);
        if (wait.isEmpty()) {
            answer(call, session.verdict(yardstick));
        } else {
            call.after(session.over(wait.get()), over -> answer(call, session.verdict(yardstick)));
        }
    }

    private static void answer(ControlCall call, SessionVerdict verdict) {
        if (call.wants("application/xml") || call.wants("text/xml") || call.wants("application/junit+xml")) {
            call.text("application/xml; charset=utf-8", JunitXml.of(verdict));
        } else {
            call.json(200, json(verdict));
        }
    }

    private static ObjectNode json(SessionVerdict verdict) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("session", verdict.session())
                .put("scenario", verdict.scenario())
                .put("yardstick", verdict.yardstick())
                .put("outcome", verdict.outcome().word())
                .put("passed", verdict.passed())
                .put("reason", verdict.reason());
        var rules = node.putArray("rules");
        verdict.verdicts().forEach(rule -> {
            var one = rules.addObject()
                    .put("id", rule.rule().id())
                    .put("level", rule.rule().level().word())
                    .put("text", rule.rule().text())
                    .put("outcome", rule.outcome().word())
                    .put("reason", rule.reason());
            var evidence = one.putArray("evidence");
            rule.evidence().forEach(evidence::add);
        });
        return node;
    }
}
