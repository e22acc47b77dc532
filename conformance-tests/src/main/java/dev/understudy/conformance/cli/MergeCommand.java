package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.ReportFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins reports. */
@Command(
        name = "merge",
        description = "Put reports on several implementations beside each other, and join the shards of one run.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--report", paramLabel = "DIR", description = "Writes the joined report there, in all forms.")
    @Nullable Path target;

    @Option(names = "--format", paramLabel = "plain|github", description = "As for 'server'.")
    ReportOptions.Format format = ReportOptions.Format.PLAIN;

    @Parameters(
            arity = "1..*",
            paramLabel = "[NAME=]DIR",
            description = "What --report wrote, and what to call its subject.")
    List<String> folders = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        PrintWriter out = spec.commandLine().getOut();
        var merging = new Merging(ReportOptions.today());
        folders.forEach(text -> add(merging, text));
        var report = target == null ? merging.report() : merging.write(new ReportFolder(target));
        var options = new ReportOptions();
        options.format = format;
        options.print(report, out, Optional.empty());
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
