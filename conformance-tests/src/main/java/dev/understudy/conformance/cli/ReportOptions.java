package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.Baseline;
import dev.understudy.conformance.report.BaselineReader;
import dev.understudy.conformance.report.ReportFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what is written down, where, and what is known already. */
final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.json, junit.xml, index.html, history/ and repro/ there, as it goes.")
    @Nullable Path report;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Failures that are known, with reasons and dates.")
    @Nullable Path baseline;

    /** Today, in UTC, so that every machine agrees. */
    static LocalDate today() {
        return LocalDate.now(Clock.systemUTC());
    }

    Optional<ReportFolder> folder() {
        return Optional.ofNullable(report).map(ReportFolder::new);
    }

    /** A sentence about where the report is; empty if there is none. */
    String place() {
        return folder().map(folder -> " The report is in " + folder + ".").orElse("");
    }

    /** What is expected today; says what is not expected any more. */
    Baseline baseline(Collection<String> rules, Collection<String> cases, PrintWriter err) {
        if (baseline == null) {
            return Baseline.NONE;
        }
        var all = BaselineReader.read(baseline, rules, cases);
        all.expired(today())
                .forEach(entry -> err.println(entry.where() + "  This is expected no more: " + entry + "."));
        err.flush();
        return all.on(today());
    }
}
