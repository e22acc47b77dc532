package dev.understudy.scenario;

import java.time.Duration;

/** A job's story while it is being written: what a {@link Step} may do to it. */
public interface Storyline {
    /** How many items the job has. */
    int total();

    /** How many are done so far. */
    int processed();

    /** Lets this much of the job's time pass. */
    void pause(Duration time);

    /** An event of the contract. */
    void event(JobEvent event);

    /** The contract's event for progress, with this many items done. */
    void progress(int processed);

    /** A comment line, live only: nobody gets it again on resume. */
    void comment(String text);

    /** A reconnection time in a block of its own. */
    void retry(Duration time);

    /** Bytes as they are, whatever they mean. */
    void raw(byte[] bytes);

    /** Characters as they are; {@code {jobId}} stands for the job's id. */
    void rawText(String text);
}
