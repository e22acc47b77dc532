package dev.understudy.conformance.cli;

import dev.understudy.conformance.BundledMock;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.conformance.report.ConsoleReport;
import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.RunRecorder;
import dev.understudy.contract.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a server. */
@Command(
        name = "server",
        description = "Judge a server; without --base-url and --profile, the bundled mock.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(
            names = "--only",
            paramLabel = "ID|TAG|RULE",
            description =
                    "Only this case, cases with this tag (such as safe or network), or this rule. May be repeated.")
    List<String> only = new ArrayList<>();

    @Mixin
    ReportOptions reporting = new ReportOptions();

    @Mixin
    FormatOption format = new FormatOption();

    @Mixin
    RunOptions extent = new RunOptions();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "Cases at the same time. Default: 4; 12 with the bundled mock, for they wait most of the time.")
    @Nullable Integer parallel;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses the cuts. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--toxiproxy",
            paramLabel = "URL",
            description = "A Toxiproxy server for the network's part, or 'embedded', or 'none'. Default: TOXIPROXY_URL,"
                    + " a toxiproxy-server on the PATH, or the embedded one.")
    @Nullable String toxiproxy;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var profile = target.read(console).patient(extent.timeScale);
        int together = parallel == null ? SuiteSettings.casesAtATime(profile) : parallel;
        if (!BundledMock.isMeantBy(profile)) {
            return judge(profile, together);
        }
        try (var mock = BundledMock.start(profile)) {
            return judge(profile.at(mock.baseUri()), together);
        }
    }

    private void check() {
        if (parallel != null && (parallel < 1 || parallel > 64)) {
            throw console.usage("--parallel is " + parallel + "; it must be from 1 to 64.");
        }
        extent.problem().ifPresent(problem -> {
            throw console.usage(problem);
        });
    }

    private int judge(TargetProfile profile, int together) throws IOException, InterruptedException {
        var settings = new SuiteSettings(only, together, seed, Optional.ofNullable(toxiproxy))
                .with(extent.repeat, extent.shard, extent.level);
        var suite = new Suite(profile, settings);
        Selection.unknown(only, suite.catalog().names()).ifPresent(problem -> {
            throw console.usage(problem);
        });
        var known = reporting.baseline(rules(suite), cases(suite.whole()), console.err());
        var recorder = new RunRecorder(suite, known, reporting.folder(), new ConsoleReport(console.out())::write);
        var interruption = Interruption.finishes(recorder::interrupt, reporting.place(), console.err());
        try {
            var report = recorder.finish(suite.heardBy(recorder).run());
            format.print(report, console.out(), Optional.ofNullable(target.profile));
            reporting
                    .folder()
                    .ifPresent(folder -> console.print("The report is in " + folder + "; begin with index.html."));
            return Merging.exitCode(report);
        } finally {
            recorder.close();
            interruption.end();
        }
    }

    private static List<String> rules(Suite suite) {
        return suite.catalog().rules().stream().map(Rule::id).toList();
    }

    /** Cases by their names and by their ids, in whatever shard they are. */
    private static List<String> cases(Suite whole) {
        return whole.planned("").stream()
                .flatMap(each -> Stream.of(each.id(), each.name()))
                .distinct()
                .toList();
    }
}
