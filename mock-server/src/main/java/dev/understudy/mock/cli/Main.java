package dev.understudy.mock.cli;

import dev.understudy.contract.UnknownContractException;
import dev.understudy.mock.CannotStartException;
import dev.understudy.mock.record.UnreachableTargetException;
import dev.understudy.mock.record.UnusableRecordingException;
import dev.understudy.network.NetworkException;
import dev.understudy.network.NotPossibleException;
import dev.understudy.network.toxiproxy.ToxiproxyStartException;
import dev.understudy.scenario.CatalogueException;
import dev.understudy.scenario.situation.UnknownSituationException;
import dev.understudy.yaml.InvalidDocumentException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code mock-server.jar}; without a command it serves. */
@Command(
        name = "mock-server",
        description = "Stands in for a job API that streams its progress, good days and bad.",
        subcommands = {Serve.class, ListScenarios.class, Validate.class, Play.class, RecordJobs.class, Toxiproxy.class},
        mixinStandardHelpOptions = true,
        version = "Understudy 0.1.0")
public final class Main {
    /** Wrong usage, or files that cannot be used. */
    static final int USAGE = 2;

    private static final Logger XNIO = Logger.getLogger("org.xnio");
    private static final Logger UNDERTOW = Logger.getLogger("io.undertow");

    /** Only made by picocli. */
    Main() {}

    /** Runs the program and exits with its code. */
    public static void main(String[] args) {
        // Their greetings are not what somebody wants to read who starts a server.
        XNIO.setLevel(Level.WARNING);
        UNDERTOW.setLevel(Level.WARNING);
        if (isServing(args) || args[0].equals("serve")) {
            HeadStart.begin();
        }
        int code = run(args);
        if (code != Serve.GOES_ON) {
            System.exit(code);
        }
    }

    /** Runs a command and returns its exit code. */
    static int run(String... args) {
        return commandLine().execute(isServing(args) ? serving(args) : args);
    }

    /** Whether no command is named, which means {@code serve}. */
    private static boolean isServing(String... args) {
        return args.length == 0 || (args[0].startsWith("--") && !isAboutUs(args[0]));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, args) -> refuse(e))
                .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line));
    }

    /** Says what is wrong and where to read on: a whole page of help would push that off the screen. */
    private static int refuse(ParameterException e) {
        var line = e.getCommandLine();
        var err = line.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("'" + line.getCommandSpec().qualifiedName() + " --help' shows all that it takes.");
        err.flush();
        return USAGE;
    }

    private static boolean isAboutUs(String flag) {
        return flag.equals("--help") || flag.equals("--version");
    }

    private static String[] serving(String... args) {
        var all = new String[args.length + 1];
        all[0] = "serve";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private static int explain(Exception e, CommandLine line) throws Exception {
        if (e instanceof InvalidDocumentException invalid) {
            invalid.problems().forEach(problem -> line.getErr().println(problem));
            line.getErr().println(invalid.problems().size() + " problem(s). Nothing was started.");
        } else if (e instanceof CatalogueException
                || e instanceof UnknownContractException
                || e instanceof CannotStartException
                || e instanceof UnknownSituationException
                || e instanceof NetworkException
                || e instanceof ToxiproxyStartException
                || e instanceof UnreachableTargetException
                || e instanceof UnusableRecordingException) {
            line.getErr().println(e.getMessage());
        } else {
            throw e;
        }
        line.getErr().flush();
        boolean cannot = e instanceof CannotStartException
                || e instanceof ToxiproxyStartException
                || e instanceof UnreachableTargetException
                || (e instanceof NetworkException && !(e instanceof NotPossibleException));
        return cannot ? 1 : USAGE;
    }
}
