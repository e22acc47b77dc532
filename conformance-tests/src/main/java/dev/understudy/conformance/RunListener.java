package dev.understudy.conformance;

import dev.understudy.journal.Journal;

/** Hears how a run goes on, so that reports can be written meanwhile. Called on the cases' threads. */
@FunctionalInterface
public interface RunListener {
    /** A case begins; its journal is going to fill. */
    default void begins(String name, Journal journal) {}

    /** A case is over; never called by two threads at once. */
    void done(CaseResult result);
}
