package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins reports. */
@Command(
        name = "merge",
        description = "Put reports on several implementations beside each other, and join the shards of one run.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Option(names = "--report", paramLabel = "DIR", description = "Writes the joined report there, in all forms.")
    @Nullable Path target;

    @Mixin
    FormatOption format = new FormatOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "[NAME=]DIR",
            description = "What --report wrote, and what to call its subject.")
    List<String> folders = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var merging = new Merging(ReportOptions.today());
        folders.forEach(text -> add(merging, text));
        var report = target == null ? merging.report() : merging.write(new ReportFolder(target));
        format.print(report, console.out(), Optional.empty());
        if (target != null) {
            console.print("The report is in " + target + "; begin with index.html.");
        }
        return Merging.exitCode(report);
    }

    /** A folder may have a sign of equality in its name. */
    private static void add(Merging merging, String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || Files.exists(Path.of(text))) {
            merging.add(new ReportFolder(Path.of(text)), "");
        } else {
            merging.add(new ReportFolder(Path.of(text.substring(equals + 1))), text.substring(0, equals));
        }
    }
}
