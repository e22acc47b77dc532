package dev.understudy.conformance.cli;

import dev.understudy.conformance.ExitCode;
import dev.understudy.conformance.UnreachableTargetException;
import dev.understudy.conformance.client.UnreachableClientException;
import dev.understudy.conformance.report.UnusableReportException;
import dev.understudy.contract.UnknownContractException;
import dev.understudy.network.NetworkException;
import dev.understudy.scenario.CatalogueException;
import dev.understudy.yaml.InvalidDocumentException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code conformance.jar}. */
@Command(
        name = "conformance",
        description = "Holds servers and clients of a job API against its contract.",
        subcommands = {
            ServerCommand.class,
            ClientCommand.class,
            ListCommand.class,
            ExplainCommand.class,
            CheckProfileCommand.class,
            JudgeCommand.class,
            MergeCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "Understudy 0.1.0")
public final class Main {
    private static final Logger XNIO = Logger.getLogger("org.xnio");
    private static final Logger UNDERTOW = Logger.getLogger("io.undertow");

    private static final Logger APACHE = Logger.getLogger("org.apache.http");

    /** Only made by picocli. */
    Main() {}

    /** Runs the program and exits with its code. */
    public static void main(String[] args) {
        XNIO.setLevel(Level.WARNING);
        UNDERTOW.setLevel(Level.WARNING);
        APACHE.setLevel(Level.WARNING);
        System.exit(run(commandLine(), args));
    }

    /** Also what no command expects, such as a class that is not there, is a failure of ours, and not one of the target. */
    @SuppressWarnings("IllegalCatch") // Java exits with 1 for it, which would mean that the target had broken a rule.
    static int run(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return explain(e, line.getErr());
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> refuse(e))
                .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line.getErr()))
                .setExitCodeExceptionMapper(e -> ExitCode.USAGE.number());
    }

    /** Says what is wrong and where to read on: a whole page of help would push that off the screen. */
    private static int refuse(ParameterException e) {
        var line = e.getCommandLine();
        var err = line.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("'" + line.getCommandSpec().qualifiedName() + " --help' shows all that it takes.");
        err.flush();
        return ExitCode.USAGE.number();
    }

    private static int explain(Throwable e, PrintWriter err) {
        var code = codeOf(e);
        if (e instanceof InvalidDocumentException invalid) {
            invalid.problems().forEach(err::println);
        } else if (code == ExitCode.OUR_FAILURE) {
            err.println("The suite itself failed; this says nothing about the target:");
            e.printStackTrace(err);
        } else {
            err.println(e.getMessage());
        }
        err.flush();
        return code.number();
    }

    private static ExitCode codeOf(Throwable e) {
        if (e instanceof UnreachableTargetException || e instanceof UnreachableClientException) {
            return ExitCode.UNREACHABLE;
        }
        return e instanceof InvalidDocumentException
                        || e instanceof UnknownContractException
                        || e instanceof UnusableReportException
                        || e instanceof CatalogueException
                        || e instanceof NetworkException
                        || e instanceof ParameterException
                ? ExitCode.USAGE
                : ExitCode.OUR_FAILURE;
    }
}
