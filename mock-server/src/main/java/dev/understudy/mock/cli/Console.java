package dev.understudy.mock.cli;

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

    PrintWriter err() {
        return line().getErr();
    }

    /** Prints what the command was asked for. */
    void print(String text) {
        line().getOut().println(text);
        line().getOut().flush();
    }

    /** Prints what is to be said beside that, or instead. */
    void remark(String text) {
        err().println(text);
        err().flush();
    }

    /** What to throw when somebody used the command wrongly. */
    ParameterException usage(String message) {
        return new ParameterException(line(), message);
    }

    /** The same for a port that there cannot be. */
    void checkPort(int port) {
        if (port < 0 || port > 65535) {
            throw usage("--port is " + port + "; ports go from 0 (any free one) to 65535.");
        }
    }

    private CommandLine line() {
        if (command == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return command.commandLine();
    }
}
