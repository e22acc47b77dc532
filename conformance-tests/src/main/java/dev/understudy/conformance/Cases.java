package dev.understudy.conformance;

import static dev.understudy.conformance.ConformanceCase.Scope.PIPELINE;
import static dev.understudy.conformance.ConformanceCase.Scope.TARGET;

import dev.understudy.contract.Contract;
import java.util.List;
import java.util.stream.Stream;

/** All cases, in the order in which they begin. A new one is a story and a line here. */
final class Cases {
    static final List<ConformanceCase> ALL = List.of(
            new ConformanceCase(
                    "service", "Health and capabilities", TARGET, List.of(), List.of(), ServiceStories::service),
            new ConformanceCase(
                    "whole-job",
                    "A job from its creation to its results, watched twice, and looked at again afterwards",
                    PIPELINE,
                    List.of("usual"),
                    List.of(
                            "CREATE-ACCEPTED",
                            "CREATE-LINKS",
                            "ANSWER-SHAPE",
                            "STREAM-TYPE",
                            "STREAM-NO-STORE",
                            "STREAM-HEADERS-FIRST",
                            "STREAM-GRAMMAR",
                            "STREAM-LAST-EVENT",
                            "STREAM-PAYLOAD",
                            "STREAM-RETRY",
                            "ID-PRESENT",
                            "ID-UNIQUE",
                            "ID-RISING",
                            "ORDER-FIRST",
                            "ORDER-PROGRESS",
                            "ORDER-RATIO",
                            "TERMINAL-ONCE",
                            "TERMINAL-CLOSES",
                            "TERMINAL-PRESENT",
                            "LATE-CONNECT",
                            "TWO-LISTENERS",
                            "AGREE-STATUS",
                            "AGREE-RESULTS",
                            "RESULTS-EARLY",
                            "RESULTS-EXPIRES",
                            "RESUME-UNCHANGED"),
                    JobStories::wholeJob),
            new ConformanceCase(
                    "cut-and-resume",
                    "A listener is cut inside events, comes back, and is held against one who was not cut",
                    PIPELINE,
                    List.of("slow"),
                    List.of(
                            "RESUME-LOSSLESS",
                            "RESUME-NO-REPEAT",
                            "RESUME-ORDER",
                            "RESUME-CATCHES-UP",
                            "RESUME-UNCHANGED"),
                    ResumeStories::cutAndResume),
            new ConformanceCase(
                    "unknown-event-id",
                    "A listener comes with an id that was never given out",
                    PIPELINE,
                    List.of("slow"),
                    List.of("RESUME-UNKNOWN-ID"),
                    ResumeStories::unknownId),
            new ConformanceCase(
                    "odd-event-ids",
                    "Listeners come with ids that nobody can have been given",
                    PIPELINE,
                    List.of("slow"),
                    List.of("RESUME-ODD-ID"),
                    ListenerStories::oddIds),
            new ConformanceCase(
                    "prompt",
                    "Two listeners, one of whom accepts gzip, are held against the status",
                    PIPELINE,
                    List.of("slow"),
                    List.of("STREAM-PROMPT"),
                    ListenerStories::prompt),
            new ConformanceCase(
                    "race",
                    "Listeners come while the job is ending",
                    PIPELINE,
                    List.of("usual"),
                    List.of("LATE-RACE"),
                    ListenerStories::race),
            new ConformanceCase(
                    "slow-listeners",
                    "One listener reads and others do not",
                    PIPELINE,
                    List.of("slow"),
                    List.of("SLOW-LISTENER"),
                    ListenerStories::slowListeners),
            new ConformanceCase(
                    "odd-text",
                    "A job of texts with line ends and field names in them",
                    PIPELINE,
                    List.of("usual"),
                    List.of("STREAM-TEXT"),
                    ListenerStories::oddText),
            new ConformanceCase(
                    "cancel",
                    "A job is canceled: without its token, with a wrong one, with the right one, and again",
                    PIPELINE,
                    List.of("slow"),
                    List.of("CANCEL-ENDS", "CANCEL-TOKEN", "CANCEL-AGAIN"),
                    JobStories::cancel),
            new ConformanceCase(
                    "refusals",
                    "Requests that are not in order",
                    PIPELINE,
                    List.of(),
                    List.of("CREATE-REFUSED", "ERROR-ENVELOPE", "ERROR-UNKNOWN-JOB", "ERROR-ACCEPT"),
                    ServiceStories::refusals),
            new ConformanceCase(
                    "too-many",
                    "A create request with more items than a job may have",
                    PIPELINE,
                    List.of(),
                    List.of("CREATE-BOUNDS"),
                    ServiceStories::tooMany),
            new ConformanceCase(
                    "too-large",
                    "A create request with a file of one byte too many",
                    PIPELINE,
                    List.of(),
                    List.of("CREATE-SIZE"),
                    ServiceStories::tooLarge),
            new ConformanceCase(
                    "failing-job",
                    "A job that fails",
                    PIPELINE,
                    List.of("failing"),
                    List.of("AGREE-FAILED"),
                    JobStories::failing),
            new ConformanceCase(
                    "expiry",
                    "Results that are asked for after their time",
                    TARGET,
                    List.of("expiring"),
                    List.of("RESULTS-GONE"),
                    JobStories::expiry),
            new ConformanceCase(
                    "expired-job",
                    "The results of a job that expired long ago",
                    TARGET,
                    List.of(Needs.EXPIRED_JOB),
                    List.of("RESULTS-GONE"),
                    JobStories::expired),
            new ConformanceCase(
                    "rate-limit",
                    "One request too many, and the same again when it may be sent",
                    TARGET,
                    List.of("limited"),
                    List.of("LIMIT-RETRY-AFTER", "LIMIT-TRUE", "LIMIT-HEADERS"),
                    JobStories::rateLimit),
            new ConformanceCase(
                    "idle-stream",
                    "A stream on which nothing happens for a while",
                    TARGET,
                    List.of("idle"),
                    List.of("STREAM-HEARTBEAT"),
                    JobStories::idle),
            new ConformanceCase(
                    "tokens",
                    "Tokens that cannot be renewed",
                    TARGET,
                    List.of("slow"),
                    List.of("TOKEN-REFRESH"),
                    ServiceStories::tokens),
            new ConformanceCase(
                    "cors",
                    "What a page of another origin may do",
                    TARGET,
                    List.of(),
                    List.of("CORS-PREFLIGHT", "CORS-EXPOSED"),
                    ServiceStories::cors),
            new ConformanceCase(
                    "speed",
                    "Several jobs, one after the other, each with a listener who loses the stream and comes back",
                    TARGET,
                    List.of(Needs.SLO, "usual"),
                    List.of(
                            "SLO-CONNECT",
                            "SLO-FIRST-MESSAGE",
                            "SLO-RECONNECT",
                            "SLO-CONNECT-RATE",
                            "SLO-RECONNECT-RATE",
                            "SLO-RESULTS-RATE"),
                    SpeedStories::speed),
            new ConformanceCase(
                    "event-latency",
                    "A listener compares when events come with when they happened",
                    TARGET,
                    List.of(Needs.EVENT_CLOCK, "slow"),
                    List.of("SLO-LATENCY"),
                    SpeedStories::latency));

    /** Cases of contracts whose jobs are followed on a WebSocket. */
    private static final List<ConformanceCase> SOCKETS = List.of(
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
                            "WS-LATE",
                            "AGREE-STATUS",
                            "AGREE-RESULTS",
                            "RESULTS-EARLY",
                            "RESULTS-EXPIRES"),
                    SocketStories::wholeJob),
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

    private Cases() {}

    /** All cases that can prove something about this contract, those that its catalogue's network stories give included. */
    static List<ConformanceCase> all(Contract contract) {
        return Stream.concat(Stream.concat(ALL.stream(), SOCKETS.stream()), NetworkStories.cases(contract).stream())
                .flatMap(story -> story.in(contract).stream())
                .toList();
    }
}
