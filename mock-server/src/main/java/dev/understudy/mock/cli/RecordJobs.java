package dev.understudy.mock.cli;

import dev.understudy.mock.record.Recorder;
import dev.understudy.mock.record.RecorderSettings;
import dev.understudy.mock.record.UnusableRecordingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a real server until it is told to stop. */
@Command(
        name = "record",
        description = {
            "Stand between a client and a real server, and write what the server does to a job as a scenario:",
            "whenever a stream is over, and when told to stop."
        },
        mixinStandardHelpOptions = true)
final class RecordJobs implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ContractOption contract = new ContractOption();

    @Option(
            names = "--target",
            paramLabel = "URL",
            required = true,
            description = "The real server: where its API's paths begin.")
    URI target = URI.create("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description =
                    "The scenario's file, such as my-bad-day.yaml. Further jobs go beside it, as my-bad-day-2.yaml.")
    Path out = Path.of("");

    @Mixin
    AddressOptions address = new AddressOptions();

    @Option(names = "--exact", description = "Write ids and data as they were, not as the mock makes them by itself.")
    boolean exact;

    @Option(names = "--overwrite", description = "Replace files that are there already.")
    boolean overwrite;

    @Override
    public Integer call() {
        var settings = RecorderSettings.of(target, out)
                .withAddress(address.checked(console))
                .withExact(exact)
                .withOverwrite(overwrite);
        var recorder = Recorder.start(contract.load(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(recorder), "record shutdown"));
        console.print("Ready: " + recorder.baseUri() + " (passes everything on to " + target + "; Ctrl-C ends it, and "
                + out + " is there)");
        return Serve.GOES_ON;
    }

    private void finish(Recorder recorder) {
        try {
            recorder.finish().forEach(console::remark);
        } catch (UnusableRecordingException e) {
            console.remark(String.valueOf(e.getMessage()));
        }
    }
}
