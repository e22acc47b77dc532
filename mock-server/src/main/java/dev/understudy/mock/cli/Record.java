package dev.understudy.mock.cli;

import dev.understudy.contract.Contract;
import dev.understudy.mock.ServerSettings.Address;
import dev.understudy.record.Recorded;
import dev.understudy.record.Recorder;
import dev.understudy.record.RecorderSettings;
import dev.understudy.record.UnusableRecordingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records a real server until it is told to stop. */
@Command(
        name = "record",
        description = {
            "Stand between a client and a real server, and write what the server does to a job as a scenario.",
            "It is written whenever a stream is over, and when this is told to stop."
        },
        mixinStandardHelpOptions = true)
final class Record implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "URL",
            required = true,
            description = "Where the real API's paths begin.")
    URI target = URI.create("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The scenario's file, such as my-bad-day.yaml; further jobs go beside it.")
    Path out = Path.of("");

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "The contract of the real API. Default: ${DEFAULT-VALUE}.")
    String contract = Contract.DEFAULT;

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}; 0 takes any free one.")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    String host = "127.0.0.1";

    @Option(names = "--exact", description = "Write ids and data as they were, instead of what the mock makes by itself.")
    boolean exact;

    @Option(names = "--overwrite", description = "Replace files that are there already.")
    boolean overwrite;

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            throw new ParameterException(
                    commandSpec().commandLine(), "--port is " + port + "; ports go from 0 (any free one) to 65535.");
        }
        var settings = RecorderSettings.of(target, out)
                .withAddress(new Address(host, port))
                .withExact(exact)
                .withOverwrite(overwrite);
        var recorder = Recorder.start(Contract.load(contract), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(recorder), "record shutdown"));
        var line = commandSpec().commandLine().getOut();
        line.println("Ready: " + recorder.baseUri() + " (passes on to " + target + ", records to " + out
                + "; Ctrl-C ends it)");
        line.flush();
        return Serve.GOES_ON;
    }

    private void finish(Recorder recorder) {
        try {
            tell(recorder.finish(), recorder.leftOut());
        } catch (UnusableRecordingException e) {
            say(e.getMessage());
        }
    }

    private void tell(List<Recorded> written, int leftOut) {
        if (written.isEmpty()) {
            say("Nothing was recorded: no stream of a job came through here. Point the client at this address, and follow a job.");
        }
        written.forEach(this::tell);
        if (leftOut > 0) {
            say(leftOut + " requests or streams were too many, or too long; they passed, and are not in the files.");
        }
    }

    private void tell(Recorded recorded) {
        say("Recorded " + recorded.file() + ": " + count(recorded.events(), "event") + " on "
                + count(recorded.connections(), "connection") + ". Play it with --scenarios "
                + recorded.file().toAbsolutePath().getParent() + " --scenario " + recorded.scenarioId());
        if (!recorded.problems().isEmpty()) {
            recorded.problems().forEach(problem -> say(problem.toString()));
            say("This is a fault of the recorder, not of the server. Mend the file by hand.");
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void say(String line) {
        var err = commandSpec().commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }
}
