package dev.understudy.yaml;

/** One thing wrong with what a person wrote: where, what, and what to do next. */
public record Problem(Location location, String message, String advice) {
    /** The whole problem on one line, its place first. */
    @Override
    public String toString() {
        return advice.isEmpty() ? location + "  " + message : location + "  " + message + " " + advice;
    }
}
