package dev.understudy.mock.clients;

import java.util.List;
import java.util.Locale;

/**
 * A scenario, the rule for clients of a WebSocket that it tries, and who breaks it.
 *
 * @param story what stands in the scenario's file below its title
 * @param habits what the client is to do in it: {@code poll}, {@code cancel}, {@code renew}
 */
record SocketTrial(String rule, SocketFlaw flaw, List<String> habits, String story) {
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
    private static final String LONGER = LONG.replace("1500ms", "2600ms");
    private static final String CUT = "  - faults: [{when: {events: 2}, do: close}]\n";
    private static final String DROP = STEPS + "connections:\n" + CUT + "  - {}\n";
    private static final String REFUSED = STEPS + "connections:\n" + CUT + "%s  - {}\n";

    static final List<SocketTrial> ALL = List.of(
            of("CLIENT-WS-READY", SocketFlaw.NEVER_READY, LONGER + "connections:\n  - websocket: {ready: 1s}\n"),
            of("CLIENT-WS-NO-RPC", SocketFlaw.ASKS_FOR_STATUS, LONG),
            of("CLIENT-WS-MESSAGES", SocketFlaw.SAYS_NONSENSE, LONG),
            of("CLIENT-WS-TOKEN-IN-URL", SocketFlaw.TOKEN_IN_URL, STEPS),
            of("CLIENT-WS-CLOSES", SocketFlaw.VANISHES, STEPS),
            of("CLIENT-WS-RETURNS", SocketFlaw.NEVER_RETURNS, DROP),
            of("CLIENT-WS-SAYS-BACK", SocketFlaw.RETURNS_UNANNOUNCED, DROP),
            of(
                    "CLIENT-WS-TRIES",
                    SocketFlaw.NEVER_GIVES_UP,
                    REFUSED.formatted("  - answer: {status: 503}\n".repeat(5))),
            of("CLIENT-WS-WAITS", SocketFlaw.INSISTS_AT_ONCE, REFUSED.formatted("  - answer: {status: 500}\n")),
            of("CLIENT-WS-CLOSE-CODES", SocketFlaw.IGNORES_CLOSE_CODE, DROP.replace("close}", "{close-with: 1001}}")),
            of("CLIENT-WS-ONE-CONNECTION", SocketFlaw.OPENS_TWO, LONG),
            of("CLIENT-WS-STOPS", SocketFlaw.RETURNS_AFTER_END, STEPS),
            of(
                    "CLIENT-WS-REFUSED",
                    SocketFlaw.INSISTS_ON_TOKEN,
                    REFUSED.formatted("  - answer: {error: invalid-token}\n")),
            of("CLIENT-TOKEN-RENEWS", SocketFlaw.NEVER_RENEWS, expiring(), "renew"),
            of("CLIENT-POLL-FALLBACK", SocketFlaw.POLLS_BESIDES, LONGER),
            of("CLIENT-POLL-SPACING", SocketFlaw.POLLS_FAST, LONG, "poll"),
            of("CLIENT-POLL-ENDS", SocketFlaw.POLLS_ON, LONG, "poll"),
            of(
                    "CLIENT-RETRY-AFTER",
                    SocketFlaw.IGNORES_RETRY_AFTER,
                    STEPS + "answers: {results: [{error: rate-limited, retry-after: 2s}, normal]}\n"),
            of("CLIENT-CANCEL-BEARER", SocketFlaw.CANCELS_WITHOUT_BEARER, LONG, "cancel"),
            of("CLIENT-CREATES-ONCE", SocketFlaw.UPLOADS_TWICE, STEPS),
            of("CLIENT-CREATE-LOST", SocketFlaw.UPLOADS_AGAIN, STEPS + "answers: {create: [{drop: reset}, normal]}\n"),
            of("CLIENT-RESULTS-ONCE", SocketFlaw.FETCHES_TWICE, STEPS),
            of(
                    "CLIENT-RESULTS-GONE",
                    SocketFlaw.FETCHES_EXPIRED,
                    STEPS.replace("job:\n", "job:\n  results-ttl: 1ms\n")));

    private static SocketTrial of(String rule, SocketFlaw flaw, String story, String... habits) {
        return new SocketTrial(rule, flaw, List.of(habits), story);
    }

    /** The token lasts for five seconds, and the connection is lost after that; there are two seconds for whatever a busy machine does. */
    private static String expiring() {
        return """
            job:
              items: 2
              token-ttl: 5s
              timeline:
                - initialized
                - {after: 3500ms, processing: {processed: 1}}
                - {after: 4s, completed}
            connections:
              - {faults: [{when: {after: 6s}, do: close}]}
              - {}
            """;
    }

    String id() {
        return "trial-" + rule.toLowerCase(Locale.ROOT);
    }

    boolean is(String habit) {
        return habits.contains(habit);
    }

    String yaml() {
        return "id: " + id() + "\ntitle: The trial of " + rule + "\nabout: What a client with this flaw does.\n"
                + story;
    }
}
