package dev.understudy.conformance;

import static dev.understudy.conformance.ConformanceCase.Scope.TARGET;

import java.util.List;

/** The cases of contracts whose clients name their jobs, in the order in which they begin. A new one is a story and a line here. */
final class SessionCases {
    static final List<ConformanceCase> ALL = List.of(
            new ConformanceCase(
                    "session",
                    "A session is listened to, its job is made, and when that is done the session is asked for again",
                    TARGET,
                    List.of("usual"),
                    List.of(
                            "ANSWER-SHAPE",
                            "STREAM-TYPE",
                            "STREAM-NO-STORE",
                            "STREAM-GRAMMAR",
                            "STREAM-LAST-EVENT",
                            "STREAM-UNNAMED",
                            "STREAM-PAYLOAD",
                            "SESSION-FIRST",
                            "SESSION-REUSE",
                            "ORDER-PROGRESS",
                            "PROGRESS-WHOLE",
                            "TERMINAL-ONCE",
                            "TERMINAL-CLOSES",
                            "TERMINAL-PRESENT"),
                    SessionStories::session),
            new ConformanceCase(
                    "two-sessions",
                    "Two sessions are listened to, and the job of one is made",
                    TARGET,
                    List.of("usual"),
                    List.of("SESSION-ALONE"),
                    SessionStories::twoSessions),
            new ConformanceCase(
                    "any-origin",
                    "What a page of any origin may do",
                    TARGET,
                    List.of(),
                    List.of("CORS-ANY"),
                    SessionStories::anyOrigin),
            new ConformanceCase(
                    "refusals",
                    "Requests that are not in order",
                    TARGET,
                    List.of(),
                    List.of("CREATE-REFUSED", "ERROR-ENVELOPE"),
                    ServiceStories::refusals));

    private SessionCases() {}
}
