package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.Rejudging;
import dev.understudy.conformance.report.ReportFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a recorded run again. */
@Command(
        name = "judge",
        description = "Judge a recorded run again, with the checks of today and without any network.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--format", paramLabel = "plain|github", description = "As for 'server'.")
    ReportOptions.Format format = ReportOptions.Format.PLAIN;

    @Parameters(paramLabel = "DIR", description = "What --report wrote.")
    Path folder = Path.of(".");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        PrintWriter out = spec.commandLine().getOut();
        var judged = Rejudging.of(new ReportFolder(folder), ReportOptions.today());
        var options = new ReportOptions();
        options.format = format;
        options.print(judged.report(), out, Optional.empty());
        out.println();
        if (judged.differences().isEmpty()) {
            out.println("All verdicts are those that were recorded.");
        } else {
            out.println("Not as it was recorded:");
            judged.differences().forEach(difference -> out.println("  " + difference));
        }
        out.flush();
        return Merging.exitCode(judged.report());
    }
}
