package dev.understudy.conformance.cli;

import dev.understudy.conformance.report.ConsoleReport;
import dev.understudy.conformance.report.GithubReport;
import dev.understudy.conformance.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says how the console looks. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "plain|github",
            description = "github adds annotations for GitHub Actions. Default: plain.")
    Format format = Format.PLAIN;

    /** How the console looks. */
    enum Format {
        PLAIN,
        GITHUB
    }

    /** Prints a report in the wanted form; annotations point into the profile, if there is one. */
    void print(Report written, PrintWriter out, Optional<Path> profile) {
        new ConsoleReport(out).write(written);
        if (format == Format.GITHUB) {
            new GithubReport(out, profile.map(Path::toString).orElse("")).write(written);
        }
    }
}
