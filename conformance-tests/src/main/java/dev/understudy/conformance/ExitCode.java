package dev.understudy.conformance;

/** What the program exits with. Others rely on the numbers. */
public enum ExitCode {
    /** Every applicable MUST passed. */
    CONFORMANT(0, "conformant"),
    /** A MUST failed. */
    NOT_CONFORMANT(1, "not conformant"),
    /** Wrong usage, profile or baseline. */
    USAGE(2, "wrong usage"),
    /** The suite failed, not the target. */
    OUR_FAILURE(3, "the suite itself failed"),
    /** Nothing ran, or a required case stayed inconclusive. */
    NOTHING_PROVEN(4, "nothing proven"),
    /** The target cannot be reached. */
    UNREACHABLE(5, "target not reachable"),
    /** An expected failure passes now. */
    STALE_BASELINE(6, "stale baseline");

    private final int number;
    private final String words;

    ExitCode(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    public String words() {
        return words;
    }
}
