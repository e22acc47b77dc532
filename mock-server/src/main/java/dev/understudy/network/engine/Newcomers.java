package dev.understudy.network.engine;

/** What happens to clients that come from now on. Those that are connected are not concerned. */
public enum Newcomers {
    /** They are accepted and connected. */
    SERVED,
    /** They are refused, as where nobody listens. */
    REFUSED,
    /** They are neither accepted nor refused. Needs an operating system that lets a full queue wait, as Linux does. */
    UNANSWERED,
    /** They are accepted and never hear anything. */
    IGNORED
}
