package dev.understudy.conformance;

import static dev.understudy.conformance.ConformanceCase.Scope.PIPELINE;
import static dev.understudy.conformance.ConformanceCase.Scope.TARGET;

import java.util.List;

/** The cases of contracts whose jobs are followed on a WebSocket. A new one is a story and a line here. */
final class SocketCases {
    static final List<ConformanceCase> ALL = List.of(
            new ConformanceCase(
                    "both-ways",
                    "One job is followed on a WebSocket and as a stream at the same time",
                    PIPELINE,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("BOTH-WAYS"),
                    SocketStories::bothWays),
            new ConformanceCase(
                    "socket-job",
                    "A job from its creation to its results, followed on a WebSocket, and looked at again afterwards",
                    PIPELINE,
                    List.of(Needs.WEBSOCKET, "usual"),
                    List.of(
                            "CREATE-ACCEPTED",
                            "ANSWER-SHAPE",
                            "DEPRECATION-ANNOUNCED",
                            "WS-UPGRADE",
                            "WS-SUBPROTOCOL",
                            "WS-ONE-CONNECTION",
                            "WS-GRAMMAR",
                            "WS-MESSAGE",
                            "WS-ENVELOPE",
                            "WS-READY-ACK",
                            "WS-ORDER",
                            "WS-TERMINAL-ONCE",
                            "WS-CLOSES",
                            "AGREE-STATUS",
                            "AGREE-RESULTS",
                            "RESULTS-EARLY",
                            "RESULTS-EXPIRES"),
                    SocketStories::wholeJob),
            new ConformanceCase(
                    "socket-late",
                    "Nobody follows a job until it has ended",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "unattended"),
                    List.of("WS-LATE"),
                    SocketStories::late),
            new ConformanceCase(
                    "socket-silent",
                    "A client never says that it is ready",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("WS-WITHOUT-READY"),
                    SocketStories::silent),
            new ConformanceCase(
                    "socket-reconnect",
                    "A client whose network is gone comes back, and one comes back before its former connection is gone",
                    PIPELINE,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("WS-RECONNECT", "WS-RECONNECT-LOSSLESS", "WS-REPLACED"),
                    SocketStories::reconnect),
            new ConformanceCase(
                    "socket-manners",
                    "A client pings, says what is no message, and says goodbye",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("WS-PONG", "WS-BAD-MESSAGE", "WS-CLOSE-ANSWERED"),
                    SocketStories::manners),
            new ConformanceCase(
                    "socket-cancel",
                    "A job is canceled while somebody follows it: without its token, with a wrong one, with the right one, and again",
                    PIPELINE,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("WS-CANCELED", "CANCEL-TOKEN", "CANCEL-AGAIN"),
                    SocketStories::cancel),
            new ConformanceCase(
                    "socket-refusals",
                    "Upgrade requests that are not in order",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "slow"),
                    List.of("WS-REFUSED"),
                    SocketStories::refusals),
            new ConformanceCase(
                    "socket-failing-job",
                    "A job that fails while somebody follows it",
                    PIPELINE,
                    List.of(Needs.WEBSOCKET, "failing"),
                    List.of("AGREE-FAILED"),
                    SocketStories::failing),
            new ConformanceCase(
                    "socket-expiry",
                    "Results of a job that was followed, asked for after their time",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "expiring"),
                    List.of("RESULTS-GONE"),
                    SocketStories::expiry),
            new ConformanceCase(
                    "socket-rate-limit",
                    "One request too many after a job that was followed, and the same again when it may be sent",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "limited"),
                    List.of("LIMIT-RETRY-AFTER", "LIMIT-TRUE", "LIMIT-HEADERS"),
                    SocketStories::rateLimit),
            new ConformanceCase(
                    "socket-idle",
                    "A connection on which nothing happens for a while",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "idle"),
                    List.of("WS-KEEP-ALIVE"),
                    SocketStories::idle),
            new ConformanceCase(
                    "token-renewal",
                    "A token is renewed in its last minutes, and both tokens are tried",
                    TARGET,
                    List.of(Needs.WEBSOCKET, "renewing"),
                    List.of("TOKEN-RENEWED", "TOKEN-GRACE"),
                    SocketStories::renewal));

    private SocketCases() {}
}
