package dev.understudy.conformance.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command writes, and how it refuses what it was given. */
@Command
final class Console {
    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    PrintWriter out() {
        return line().getOut();
    }

    PrintWriter err() {
        return line().getErr();
    }

    /** Prints the last that there is to say. */
    void print(String text) {
        out().println(text);
        out().flush();
    }

    /** What to throw when somebody used the command wrongly. */
    ParameterException usage(String message) {
        return new ParameterException(line(), message);
    }

    private CommandLine line() {
        if (command == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return command.commandLine();
    }
}
