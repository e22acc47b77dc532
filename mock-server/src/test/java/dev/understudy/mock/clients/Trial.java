package dev.understudy.mock.clients;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import dev.understudy.contract.StreamForm;
import dev.understudy.verdict.Yardstick;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A scenario, the rule that it tries, and who breaks it.
 *
 * @param story what stands in the scenario's file below its title
 * @param habits what the client is to do in it: {@code poll}, {@code cancel}, {@code bearer}, ...
 */
record Trial(String rule, Flaw flaw, Yardstick yardstick, List<String> habits, String story) {
    private static final String STEPS = """
        job:
          items: 2
          timeline:
            - initialized
            - {until: {connections: 1}, after: 100ms, processing: {processed: 1}}
            - {after: 300ms, processing: {processed: 2}}
            - {after: 100ms, completed}
        """;
    private static final String LONG = """
        job:
          items: 2
          timeline:
            - initialized
            - {after: 1500ms, processing: {processed: 1}}
            - {after: 1500ms, completed}
        """;
    private static final String CUT = "  - retry: 300ms\n    faults: [{when: {events: 2}, do: close}]\n";
    private static final String GO_ON = "  - {retry: 300ms}\n";
    private static final String DROP = STEPS + "connections:\n" + CUT + GO_ON;
    private static final String PLAIN = STEPS + "connections:\n" + GO_ON;
    private static final String REFUSED = STEPS + "connections:\n" + CUT + "  - answer: {%s}\n" + GO_ON;

    static final List<Trial> ALL = List.of(
            of("CLIENT-LISTENS-FIRST", Flaw.SUBMITS_FIRST, STEPS.replace("until: {connections: 1}, ", "")),
            of("CLIENT-RECONNECTS", Flaw.NEVER_RETURNS, DROP),
            of("CLIENT-WAITS", Flaw.RETURNS_AT_ONCE, DROP),
            of("CLIENT-LAST-EVENT-ID", Flaw.FORGETS_ID, DROP),
            of("CLIENT-ID-WITHOUT-DATA", Flaw.IGNORES_ID_WITHOUT_DATA, behind("id: 0-7\\n\\n")),
            of("CLIENT-ID-CLEARED", Flaw.SENDS_EMPTY_ID, behind("id:\\ndata: x\\n\\n")),
            of("CLIENT-FOREIGN-ID", Flaw.KEEPS_ID_FOR_NEXT_JOB, PLAIN, "two-jobs"),
            of("CLIENT-ONE-CONNECTION", Flaw.OPENS_TWO, LONG),
            of("CLIENT-STOPS-AT-END", Flaw.RETURNS_AFTER_END, PLAIN),
            of("CLIENT-STOPS-AT-204", Flaw.RETURNS_AFTER_204, REFUSED.formatted("status: 204")),
            of("CLIENT-STAYS-CLOSED", Flaw.RETURNS_AFTER_CANCEL, LONG + "connections:\n" + GO_ON, "cancel"),
            of("CLIENT-FAILS-FOR-GOOD", Flaw.RETURNS_AFTER_REFUSAL, REFUSED.formatted("status: 500"))
                    .by(Yardstick.WHATWG),
            of("CLIENT-REFUSED", Flaw.RETURNS_AFTER_REFUSAL, REFUSED.formatted("error: unknown-job")),
            of(
                    "CLIENT-RETRY-AFTER",
                    Flaw.IGNORES_RETRY_AFTER,
                    REFUSED.formatted("error: rate-limited, retry-after: 2s")),
            of("CLIENT-NO-STORM", Flaw.STORMS, manyEnds()),
            of("CLIENT-BACKS-OFF", Flaw.WAITS_THE_SAME, manyFailures()),
            of("CLIENT-POLL-PACE", Flaw.POLLS_FAST, LONG, "poll"),
            of("CLIENT-POLL-ENDS", Flaw.POLLS_ON, LONG, "poll"),
            of("CLIENT-POLLS-ALONE", Flaw.POLLS_BESIDES, PLAIN),
            of("CLIENT-ACCEPT", Flaw.ACCEPTS_ANYTHING, PLAIN),
            of("CLIENT-CACHE-CONTROL", Flaw.ASKS_CACHES, PLAIN),
            of("CLIENT-SSE-URL", Flaw.BUILDS_URL, PLAIN),
            of("CLIENT-TOKEN-IN-URL", Flaw.TOKEN_IN_URL, PLAIN),
            of("CLIENT-TOKEN-ORIGIN", Flaw.TOKEN_TO_STRANGERS, redirect("CLIENT-TOKEN-ORIGIN"), "by-id", "bearer"),
            of("CLIENT-TOKEN-AGAIN", Flaw.TOKEN_ONCE, DROP.replace("job:\n", "job:\n  auth: bearer\n"), "bearer"),
            of("CLIENT-CANCEL-BEARER", Flaw.CANCELS_WITHOUT_BEARER, LONG, "cancel"),
            of("CLIENT-CREATES-ONCE", Flaw.UPLOADS_TWICE, PLAIN),
            of("CLIENT-CREATE-LOST", Flaw.UPLOADS_AGAIN, PLAIN + "answers: {create: [{drop: reset}, normal]}\n"),
            of("CLIENT-RESULTS-ONCE", Flaw.FETCHES_TWICE, PLAIN),
            of("CLIENT-RESULTS-GONE", Flaw.FETCHES_EXPIRED, PLAIN.replace("job:\n", "job:\n  results-ttl: 1ms\n")));

    private static Trial of(String rule, Flaw flaw, String story, String... habits) {
        return new Trial(rule, flaw, Yardstick.FETCH, List.of(habits), story);
    }

    private Trial by(Yardstick other) {
        return new Trial(rule, flaw, other, habits, story);
    }

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

    /** One event on each stream, with no time to wait between them. */
    private static String manyEnds() {
        return """
            job:
              items: 40
              timeline:
                - initialized
                - {ramp: {every: 1ms, step: 1}}
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
        return STEPS + "connections:\n" + "  - answer: {status: 500}\n".repeat(5) + GO_ON;
    }

    private static String redirect(String rule) {
        var location = "http://elsewhere.example/api/v2/imports/" + id(rule) + "/stream";
        return STEPS + "connections:\n  - answer: {status: 307, headers: {Location: '" + location + "'}}\n" + GO_ON;
    }

    private static String id(String rule) {
        return "trial-" + rule.toLowerCase(Locale.ROOT);
    }

    /** The trials of those rules that a contract has. */
    static List<Trial> of(Contract contract) {
        return ALL.stream()
                .filter(trial -> contract.rule(trial.rule()).isPresent())
                .map(trial -> trial.flaw() == Flaw.STORMS && isToldOnce(contract.streamForm())
                        ? of(trial.rule(), trial.flaw(), manyEndsOfOneEventEach())
                        : trial)
                .toList();
    }

    private static boolean isToldOnce(StreamForm form) {
        return form.live() || !form.ids();
    }

    String id() {
        return id(rule);
    }

    boolean is(String habit) {
        return habits.contains(habit);
    }

    /** Whether there is anything to fetch at the end. */
    boolean fetches(Contract contract) {
        return contract.operations().stream()
                .anyMatch(operation -> operation.role().equals(Optional.of(JobRole.RESULTS)));
    }

    boolean isEventSource() {
        return yardstick == Yardstick.WHATWG;
    }

    String yaml() {
        return "id: " + id() + "\ntitle: The trial of " + rule + "\nabout: What a client with this flaw does.\n"
                + story;
    }
}
