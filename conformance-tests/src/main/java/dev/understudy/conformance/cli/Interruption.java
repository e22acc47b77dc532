package dev.understudy.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Ctrl-C while cases run: the reports are finished with what there is, and the program says what is missing.
 *
 * <p>The Java machine then exits with 130 for Ctrl-C, with 143 for a termination, by itself.
 */
final class Interruption {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** Finishes a report early. */
    @FunctionalInterface
    interface Unfinished {
        /** Writes what there is, and says what is missing; empty if it was finished already. */
        Optional<String> interrupt() throws IOException;
    }

    static Interruption finishes(Unfinished unfinished, String report, PrintWriter err) {
        var hook = new Thread(() -> finish(unfinished, report, err), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    private static void finish(Unfinished unfinished, String report, PrintWriter err) {
        try {
            unfinished.interrupt().ifPresent(words -> err.println(words + report));
        } catch (IOException e) {
            err.println("Interrupted, and the report cannot be written: " + e.getMessage());
        }
        err.flush();
    }

    /** From now on, an interruption interrupts nothing. */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being done at this moment, or is done already.
            return;
        }
    }
}
