package dev.understudy.scenario;

/** How far a job is. */
public final class Progress {
    private Progress() {}

    /** From 0.0 to 1.0, rounded to four places; nothing to do is all done. */
    public static double of(int processed, int total) {
        return total == 0 ? 1.0 : Math.round(10_000.0 * processed / total) / 10_000.0;
    }

    /** From 0.0 to 100.0, rounded to two places. */
    public static double percent(int processed, int total) {
        return total == 0 ? 100.0 : Math.round(10_000.0 * processed / total) / 100.0;
    }
}
