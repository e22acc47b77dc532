package dev.understudy.mock.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.journal.Entry;
import dev.understudy.mock.session.MockSession;
import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Yardstick;
import java.util.stream.Collectors;

/** The call for a verdict. */
final class VerdictCalls {
    private VerdictCalls() {}

    /** Judges a run; waits until it is over if it is told to. */
    static void verdict(ControlCall call) {
        var session = call.session();
        var yardstick = call.query("yardstick")
                .map(Fields::yardstick)
                .orElse(session.run().settings().yardstick());
        var wait = PushCalls.wait(call);
        if (wait.isEmpty()) {
            answer(call, session, yardstick);
        } else {
            call.after(session.over(wait.get()), over -> answer(call, session, yardstick));
        }
    }

    private static void answer(ControlCall call, MockSession session, Yardstick yardstick) {
        var verdict = session.verdict(yardstick);
        var reason = reason(session, verdict);
        if (call.wants("application/xml") || call.wants("text/xml") || call.wants("application/junit+xml")) {
            call.text("application/xml; charset=utf-8", JunitXml.of(verdict, reason));
        } else {
            call.json(200, json(verdict).put("session", session.id()).put("reason", reason));
        }
    }

    /** One sentence on the whole. */
    private static String reason(MockSession session, ClientVerdict verdict) {
        if (session.journal().entries().stream().noneMatch(Entry.Request.class::isInstance)) {
            return "Nothing has happened yet: no request has come to " + session.baseUri()
                    + ". Let the client ask there, then look again.";
        }
        var outcome = verdict.outcome();
        return switch (outcome) {
            case NOT_OBSERVED -> "Nothing was seen that a rule for clients applies to.";
            case PASS -> "What was seen of the client was right.";
            case WARN -> "No MUST was broken, but a SHOULD was: " + rules(verdict, outcome) + ".";
            case INCONCLUSIVE ->
                "What was seen is not enough to tell: " + rules(verdict, outcome) + ". Wait longer, with ?wait=.";
            case ERROR -> "Something of the server's own went wrong: " + rules(verdict, outcome) + ".";
            default -> "Broken: " + rules(verdict, outcome) + ".";
        };
    }

    private static String rules(ClientVerdict verdict, Outcome outcome) {
        return verdict.verdicts().stream()
                .filter(rule -> rule.outcome() == outcome)
                .map(rule -> rule.rule().id())
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode json(ClientVerdict verdict) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("scenario", verdict.scenario())
                .put("yardstick", verdict.yardstick().word())
                .put("outcome", verdict.outcome().word())
                .put("passed", verdict.passed());
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
