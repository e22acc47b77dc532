package dev.understudy.scenario;

/** Something that happens to a job. A new kind is one file and a line in {@link StepKinds}. */
@FunctionalInterface
public interface Step {
    /** Writes what happens into the job's story. */
    void tell(Storyline story);

    /** Whether it writes bytes of its own, so that only they say what a reader gets. */
    default boolean writesBytes() {
        return false;
    }
}
