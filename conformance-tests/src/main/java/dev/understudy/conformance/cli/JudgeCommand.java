package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.Rejudging;
import dev.understudy.conformance.report.ReportFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a recorded run again. */
@Command(
        name = "judge",
        description = "Judge a recorded run again, with the checks of today and without any network.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    FormatOption format = new FormatOption();

    @Parameters(paramLabel = "DIR", description = "What --report wrote.")
    Path folder = Path.of(".");

    @Override
    public Integer call() {
        var out = console.out();
        var judged = Rejudging.of(new ReportFolder(folder), ReportOptions.today());
        format.print(judged.report(), out, Optional.empty());
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
