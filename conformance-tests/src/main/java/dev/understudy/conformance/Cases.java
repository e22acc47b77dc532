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
                    List.of(Needs.STREAM, "usual"),
                    List.of(
                            "CREATE-ACCEPTED",
                            "CREATE-LINKS",
                            "ANSWER-SHAPE",
                            "STREAM-TYPE",
                            "STREAM-NO-STORE",
                            "STREAM-UNBUFFERED",
                            "STREAM-HEADERS-FIRST",
                            "STREAM-GRAMMAR",
                            "STREAM-LAST-EVENT",
                            "STREAM-PAYLOAD",
                            "STREAM-GREETING",
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
                    List.of(Needs.STREAM, "slow"),
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
                    List.of(Needs.STREAM, "slow"),
                    List.of("RESUME-UNKNOWN-ID"),
                    ResumeStories::unknownId),
            new ConformanceCase(
                    "odd-event-ids",
                    "Listeners come with ids that nobody can have been given",
                    PIPELINE,
                    List.of(Needs.STREAM, "slow"),
                    List.of("RESUME-ODD-ID"),
                    ListenerStories::oddIds),
            new ConformanceCase(
                    "prompt",
                    "Two listeners, one of whom accepts gzip, are held against the status",
                    PIPELINE,
                    List.of(Needs.STREAM, "slow"),
                    List.of("STREAM-PROMPT"),
                    ListenerStories::prompt),
            new ConformanceCase(
                    "race",
                    "Listeners come while the job is ending",
                    PIPELINE,
                    List.of(Needs.STREAM, "usual"),
                    List.of("LATE-RACE"),
                    ListenerStories::race),
            new ConformanceCase(
                    "slow-listeners",
                    "One listener reads and others do not",
                    PIPELINE,
                    List.of(Needs.STREAM, "slow"),
                    List.of("SLOW-LISTENER"),
                    ListenerStories::slowListeners),
            new ConformanceCase(
                    "odd-text",
                    "A job of texts with line ends and field names in them",
                    PIPELINE,
                    List.of(Needs.STREAM, "usual"),
                    List.of("STREAM-TEXT"),
                    ListenerStories::oddText),
            new ConformanceCase(
                    "cancel",
                    "A job is canceled: without its token, with a wrong one, with the right one, and again",
                    PIPELINE,
                    List.of(Needs.STREAM, "slow"),
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
                    List.of(Needs.STREAM, "failing"),
                    List.of("AGREE-FAILED"),
                    JobStories::failing),
            new ConformanceCase(
                    "expiry",
                    "Results that are asked for after their time",
                    TARGET,
                    List.of(Needs.STREAM, "expiring"),
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
                    List.of(Needs.STREAM, "limited"),
                    List.of("LIMIT-RETRY-AFTER", "LIMIT-TRUE", "LIMIT-HEADERS"),
                    JobStories::rateLimit),
            new ConformanceCase(
                    "idle-stream",
                    "A stream on which nothing happens for a while",
                    TARGET,
                    List.of(Needs.STREAM, "idle"),
                    List.of("STREAM-HEARTBEAT", "STREAM-HEADERS-FIRST"),
                    JobStories::idle),
            new ConformanceCase(
                    "tokens",
                    "Tokens that cannot be renewed",
                    TARGET,
                    List.of("slow"),
                    List.of("TOKEN-REFRESH"),
                    ServiceStories::tokens),
            new ConformanceCase(
                    "stranger",
                    "A listener comes with a wrong token",
                    PIPELINE,
                    List.of(Needs.AUTH, "slow"),
                    List.of("STREAM-TOKEN"),
                    ListenerStories::stranger),
            new ConformanceCase(
                    "gone-listeners",
                    "Listeners go away while their job goes on, and the target is asked how many streams are open",
                    TARGET,
                    List.of(Needs.OPEN_STREAMS, "slow"),
                    List.of("STREAM-GONE"),
                    GoneStories::gone),
            new ConformanceCase(
                    "cors",
                    "What a page of another origin may do",
                    TARGET,
                    List.of(Needs.STREAM),
                    List.of("CORS-PREFLIGHT", "CORS-EXPOSED"),
                    ServiceStories::cors),
            new ConformanceCase(
                    "speed",
                    "Several jobs, one after the other, each with a listener who loses the stream and comes back",
                    TARGET,
                    List.of(Needs.STREAM, Needs.SLO, "usual"),
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
                    List.of(Needs.STREAM, Needs.EVENT_CLOCK, "slow"),
                    List.of("SLO-LATENCY"),
                    SpeedStories::latency));

    private Cases() {}

    /** All cases that can prove something about this contract, those that its catalogue's network stories give included. */
    static List<ConformanceCase> all(Contract contract) {
        var usual = contract.awaitsJobs() ? SessionCases.ALL : ALL;
        return Stream.of(usual, SocketCases.ALL, NetworkStories.cases(contract))
                .flatMap(List::stream)
                .flatMap(story -> story.in(contract).stream())
                .toList();
    }
}
