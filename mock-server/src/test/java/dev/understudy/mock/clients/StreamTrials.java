package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.contract.StreamForm;
import dev.understudy.verdict.Yardstick;
import java.util.List;

/** The trials of clients that listen to streams. */
final class StreamTrials {
    private static final String CUT = "  - retry: 300ms\n    faults: [{when: {events: 2}, do: close}]\n";
    private static final String GO_ON = "  - {retry: 300ms}\n";
    private static final String DROP = Trial.STEPS + "connections:\n" + CUT + GO_ON;
    private static final String PLAIN = Trial.STEPS + "connections:\n" + GO_ON;
    private static final String REFUSED = Trial.STEPS + "connections:\n" + CUT + "  - answer: {%s}\n" + GO_ON;

    static final List<Trial<Flaw>> ALL = List.of(
            Trial.of("CLIENT-LISTENS-FIRST", Flaw.SUBMITS_FIRST, Trial.STEPS.replace("until: {connections: 1}, ", "")),
            Trial.of("CLIENT-RECONNECTS", Flaw.NEVER_RETURNS, DROP),
            Trial.of("CLIENT-WAITS", Flaw.RETURNS_AT_ONCE, DROP),
            Trial.of("CLIENT-LAST-EVENT-ID", Flaw.FORGETS_ID, DROP),
            Trial.of("CLIENT-ID-WITHOUT-DATA", Flaw.IGNORES_ID_WITHOUT_DATA, behind("id: 0-7\\n\\n")),
            Trial.of("CLIENT-ID-CLEARED", Flaw.SENDS_EMPTY_ID, behind("id:\\ndata: x\\n\\n")),
            Trial.of("CLIENT-FOREIGN-ID", Flaw.KEEPS_ID_FOR_NEXT_JOB, PLAIN, "two-jobs"),
            Trial.of("CLIENT-ONE-CONNECTION", Flaw.OPENS_TWO, Trial.LONG),
            Trial.of("CLIENT-STOPS-AT-END", Flaw.RETURNS_AFTER_END, PLAIN),
            Trial.of("CLIENT-STOPS-AT-204", Flaw.RETURNS_AFTER_204, REFUSED.formatted("status: 204")),
            Trial.of("CLIENT-STAYS-CLOSED", Flaw.RETURNS_AFTER_CANCEL, Trial.LONG + "connections:\n" + GO_ON, "cancel"),
            Trial.of("CLIENT-FAILS-FOR-GOOD", Flaw.RETURNS_AFTER_REFUSAL, REFUSED.formatted("status: 500"))
                    .by(Yardstick.WHATWG),
            Trial.of("CLIENT-REFUSED", Flaw.RETURNS_AFTER_REFUSAL, REFUSED.formatted("error: unknown-job")),
            Trial.of(
                    "CLIENT-RETRY-AFTER",
                    Flaw.IGNORES_RETRY_AFTER,
                    REFUSED.formatted("error: rate-limited, retry-after: 2s")),
            Trial.of("CLIENT-NO-STORM", Flaw.STORMS, manyEnds()),
            Trial.of("CLIENT-BACKS-OFF", Flaw.WAITS_THE_SAME, manyFailures()),
            Trial.of("CLIENT-POLL-PACE", Flaw.POLLS_FAST, Trial.LONG, "poll"),
            Trial.of("CLIENT-POLL-ENDS", Flaw.POLLS_ON, Trial.LONG, "poll"),
            Trial.of("CLIENT-POLLS-ALONE", Flaw.POLLS_BESIDES, PLAIN),
            Trial.of("CLIENT-ACCEPT", Flaw.ACCEPTS_ANYTHING, PLAIN),
            Trial.of("CLIENT-CACHE-CONTROL", Flaw.ASKS_CACHES, PLAIN),
            Trial.of("CLIENT-SSE-URL", Flaw.BUILDS_URL, PLAIN),
            Trial.of("CLIENT-TOKEN-IN-URL", Flaw.TOKEN_IN_URL, PLAIN),
            Trial.of(
                    "CLIENT-TOKEN-ORIGIN", Flaw.TOKEN_TO_STRANGERS, redirect("CLIENT-TOKEN-ORIGIN"), "by-id", "bearer"),
            Trial.of("CLIENT-TOKEN-AGAIN", Flaw.TOKEN_ONCE, DROP.replace("job:\n", "job:\n  auth: bearer\n"), "bearer"),
            Trial.of("CLIENT-CANCEL-BEARER", Flaw.CANCELS_WITHOUT_BEARER, Trial.LONG, "cancel"),
            Trial.of("CLIENT-CREATES-ONCE", Flaw.UPLOADS_TWICE, PLAIN),
            Trial.of("CLIENT-CREATE-LOST", Flaw.UPLOADS_AGAIN, PLAIN + "answers: {create: [{drop: reset}, normal]}\n"),
            Trial.of("CLIENT-RESULTS-ONCE", Flaw.FETCHES_TWICE, PLAIN),
            Trial.of(
                    "CLIENT-RESULTS-GONE",
                    Flaw.FETCHES_EXPIRED,
                    PLAIN.replace("job:\n", "job:\n  results-ttl: 1ms\n")));

    private StreamTrials() {}

    /** These characters behind the first event, and then the end of the stream. */
    private static String behind(String raw) {
        return """
            job:
              items: 1
              timeline:
                - initialized
                - {until: {connections: 1}, after: 100ms, raw: "%s"}
                - {until: {connections: 2}, after: 100ms, completed}
            connections:
              - {retry: 300ms, faults: [{when: {after: 600ms}, do: close}]}
              - {retry: 300ms}
            """.formatted(raw);
    }

    /** One event on each stream, with no time to wait between them. The job waits for its client, which may be slow to begin. */
    private static String manyEnds() {
        return """
            job:
              items: 40
              timeline:
                - initialized
                - {until: {connections: 2}, ramp: {every: 1ms, step: 1}}
                - {after: 1ms, completed}
            connections:
              - {retry: 0, faults: [{when: {events: 1}, do: end}]}
            """;
    }

    /** The same where who comes back does not get what follows: each stream has an event of its own. */
    private static String manyEndsOfOneEventEach() {
        int ends = 14;
        var story = new StringBuilder("job:\n  items: 20\n  timeline:\n    - initialized\n");
        for (int i = 2; i <= ends; i++) {
            story.append("    - {until: {connections: " + i + "}, after: 20ms, processing: {processed: " + i + "}}\n");
        }
        story.append("    - {until: {connections: " + (ends + 1) + "}, after: 20ms, completed}\nconnections:\n");
        story.append("  - {retry: 0, faults: [{when: {events: 1}, do: end}]}\n".repeat(ends));
        return story.append("  - {retry: 0}\n").toString();
    }

    private static String manyFailures() {
        return Trial.STEPS + "connections:\n" + "  - answer: {status: 500}\n".repeat(5) + GO_ON;
    }

    private static String redirect(String rule) {
        var location = "http://elsewhere.example/api/v2/imports/" + Trial.id(rule) + "/stream";
        return Trial.STEPS + "connections:\n  - answer: {status: 307, headers: {Location: '" + location + "'}}\n"
                + GO_ON;
    }

    /** The trials of those rules that a contract has. */
    static List<Trial<Flaw>> of(Contract contract) {
        return ALL.stream()
                .filter(trial -> contract.rule(trial.rule()).isPresent())
                .map(trial -> trial.flaw() == Flaw.STORMS && isToldOnce(contract.streamForm())
                        ? Trial.of(trial.rule(), trial.flaw(), manyEndsOfOneEventEach())
                        : trial)
                .toList();
    }

    private static boolean isToldOnce(StreamForm form) {
        return form.live() || !form.ids();
    }
}
