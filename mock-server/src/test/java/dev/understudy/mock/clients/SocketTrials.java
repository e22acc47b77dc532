package dev.understudy.mock.clients;

import java.util.List;

/** The trials of clients that follow their job on a WebSocket. */
final class SocketTrials {
    private static final String LONGER = Trial.LONG.replace("1500ms", "2600ms");
    private static final String CUT = "  - faults: [{when: {events: 2}, do: close}]\n";
    private static final String DROP = Trial.STEPS + "connections:\n" + CUT + "  - {}\n";
    private static final String REFUSED = Trial.STEPS + "connections:\n" + CUT + "%s  - {}\n";

    static final List<Trial<SocketFlaw>> ALL = List.of(
            Trial.of("CLIENT-WS-READY", SocketFlaw.NEVER_READY, LONGER + "connections:\n  - websocket: {ready: 1s}\n"),
            Trial.of("CLIENT-WS-NO-RPC", SocketFlaw.ASKS_FOR_STATUS, Trial.LONG),
            Trial.of("CLIENT-WS-MESSAGES", SocketFlaw.SAYS_NONSENSE, Trial.LONG),
            Trial.of("CLIENT-WS-TOKEN-IN-URL", SocketFlaw.TOKEN_IN_URL, Trial.STEPS),
            Trial.of("CLIENT-WS-CLOSES", SocketFlaw.VANISHES, Trial.STEPS),
            Trial.of("CLIENT-WS-RETURNS", SocketFlaw.NEVER_RETURNS, DROP),
            Trial.of("CLIENT-WS-SAYS-BACK", SocketFlaw.RETURNS_UNANNOUNCED, DROP),
            Trial.of(
                    "CLIENT-WS-TRIES",
                    SocketFlaw.NEVER_GIVES_UP,
                    REFUSED.formatted("  - answer: {status: 503}\n".repeat(5))),
            Trial.of("CLIENT-WS-WAITS", SocketFlaw.INSISTS_AT_ONCE, REFUSED.formatted("  - answer: {status: 500}\n")),
            Trial.of(
                    "CLIENT-WS-CLOSE-CODES",
                    SocketFlaw.IGNORES_CLOSE_CODE,
                    DROP.replace("close}", "{close-with: 1001}}")),
            Trial.of("CLIENT-WS-ONE-CONNECTION", SocketFlaw.OPENS_TWO, Trial.LONG),
            Trial.of("CLIENT-WS-STOPS", SocketFlaw.RETURNS_AFTER_END, Trial.STEPS),
            Trial.of(
                    "CLIENT-WS-REFUSED",
                    SocketFlaw.INSISTS_ON_TOKEN,
                    REFUSED.formatted("  - answer: {error: invalid-token}\n")),
            Trial.of("CLIENT-TOKEN-RENEWS", SocketFlaw.NEVER_RENEWS, expiring(), "renew"),
            Trial.of("CLIENT-POLL-FALLBACK", SocketFlaw.POLLS_BESIDES, LONGER),
            Trial.of("CLIENT-POLL-SPACING", SocketFlaw.POLLS_FAST, Trial.LONG, "poll"),
            Trial.of("CLIENT-POLL-ENDS", SocketFlaw.POLLS_ON, Trial.LONG, "poll"),
            Trial.of(
                    "CLIENT-RETRY-AFTER",
                    SocketFlaw.IGNORES_RETRY_AFTER,
                    Trial.STEPS + "answers: {results: [{error: rate-limited, retry-after: 2s}, normal]}\n"),
            Trial.of("CLIENT-CANCEL-BEARER", SocketFlaw.CANCELS_WITHOUT_BEARER, Trial.LONG, "cancel"),
            Trial.of("CLIENT-CREATES-ONCE", SocketFlaw.UPLOADS_TWICE, Trial.STEPS),
            Trial.of(
                    "CLIENT-CREATE-LOST",
                    SocketFlaw.UPLOADS_AGAIN,
                    Trial.STEPS + "answers: {create: [{drop: reset}, normal]}\n"),
            Trial.of("CLIENT-RESULTS-ONCE", SocketFlaw.FETCHES_TWICE, Trial.STEPS),
            Trial.of(
                    "CLIENT-RESULTS-GONE",
                    SocketFlaw.FETCHES_EXPIRED,
                    Trial.STEPS.replace("job:\n", "job:\n  results-ttl: 1ms\n")));

    private SocketTrials() {}

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
}
