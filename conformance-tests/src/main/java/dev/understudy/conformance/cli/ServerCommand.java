package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Shard;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.conformance.report.ConsoleReport;
import dev.understudy.conformance.report.Merging;
import dev.understudy.conformance.report.RunRecorder;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges a server. */
@Command(
        name = "server",
        description = "Judge a server; without --base-url and --profile, the bundled mock.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API's paths begin.")
    @Nullable String baseUrl;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            description = "The contract that it is held against. Default: the profile's, or " + Contract.DEFAULT + ".")
    @Nullable String contract;

    @Option(names = "--profile", paramLabel = "FILE", description = "What the suite has to know about the target.")
    @Nullable Path profile;

    @Option(
            names = "--only",
            paramLabel = "ID|TAG|RULE",
            description =
                    "Only this case, cases with this tag (such as safe or network), or this rule. May be repeated.")
    List<String> only = new ArrayList<>();

    @Mixin
    ReportOptions reporting = new ReportOptions();

    @Mixin
    RunOptions extent = new RunOptions();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Cases at the same time. Default: ${DEFAULT-VALUE}.")
    int parallel = 4;

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

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the token of the target. Goes before the profile's.")
    @Nullable String tokenEnv;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        if (profile == null && baseUrl == null) {
            return judgeBundledMock(contract());
        }
        return judge(target());
    }

    private int judgeBundledMock(String pack) throws IOException, InterruptedException {
        if (!Contract.bundled().contains(pack)) {
            throw usage(
                    "--contract is '" + pack + "', which is not bundled, so there is no mock for it. Give the server's"
                            + " --base-url, or use one of: " + String.join(", ", Contract.bundled()) + ".");
        }
        try (var mock = MockServer.start(ServerSettings.defaults().withContract(pack))) {
            return judge(ProfileReader.bundledMock(pack).at(mock.baseUri()));
        }
    }

    private String contract() {
        return contract == null ? Contract.DEFAULT : contract;
    }

    private void check() {
        if (parallel < 1 || parallel > 64) {
            throw usage("--parallel is " + parallel + "; it must be from 1 to 64.");
        }
        extent.problem().ifPresent(problem -> {
            throw usage(problem);
        });
    }

    private TargetProfile target() {
        var url = Optional.ofNullable(baseUrl).map(this::url);
        var known = profile == null ? ProfileReader.unknownTarget(url.orElseThrow(), contract()) : read(profile);
        var placed = url.map(known::at).orElse(known);
        return tokenEnv == null ? placed : placed.withToken(token(tokenEnv));
    }

    private TargetProfile read(Path file) {
        var read = ProfileReader.read(file);
        if (contract != null && !contract.equals(read.contract())) {
            throw usage("--contract is " + contract + ", and " + file + " is about " + read.contract()
                    + ". Write contract: " + contract + " into the profile, or leave --contract out.");
        }
        return read;
    }

    private String token(String variable) {
        var token = System.getenv(variable);
        if (token == null || token.isBlank()) {
            throw usage("--token-env is " + variable + ", and there is no such variable in the environment.");
        }
        return token.strip();
    }

    private URI url(String text) {
        var trimmed = text.replaceFirst("/+$", "");
        if (!trimmed.matches("https?://[^/ ]+.*")) {
            throw usage(
                    "--base-url is '" + text + "', which is no address. Write, for example, http://127.0.0.1:8080.");
        }
        return URI.create(trimmed);
    }

    private int judge(TargetProfile plain) throws IOException, InterruptedException {
        var out = commandSpec().commandLine().getOut();
        var err = commandSpec().commandLine().getErr();
        var target = plain.patient(extent.timeScale);
        var settings = new SuiteSettings(only, parallel, seed, Optional.ofNullable(toxiproxy))
                .with(extent.repeat, extent.shard, extent.level);
        var suite = new Suite(target, settings, result -> {});
        Selection.unknown(only, suite.names()).ifPresent(problem -> {
            throw usage(problem);
        });
        var known = reporting.baseline(ids(target), cases(target, settings), err);
        var recorder = new RunRecorder(
                new RunRecorder.Plan(target, settings, known), reporting.folder(), new ConsoleReport(out)::write);
        var where = reporting
                .folder()
                .map(folder -> " The report is in " + folder + ".")
                .orElse("");
        var interruption = Interruption.finishes(recorder, where, err);
        try {
            var report = recorder.finish(new Suite(target, settings, recorder).run());
            reporting.print(report, out, Optional.ofNullable(profile));
            return Merging.exitCode(report);
        } finally {
            recorder.close();
            interruption.end();
        }
    }

    private static List<String> ids(TargetProfile target) {
        return Catalog.rules(Contract.load(target.contract())).stream()
                .map(Rule::id)
                .toList();
    }

    /** Cases by their names and by their ids, in whatever shard they are. */
    private static List<String> cases(TargetProfile target, SuiteSettings settings) {
        var everything = new Suite(target, settings.with(1, Shard.WHOLE, settings.level()), result -> {});
        return everything.planned("").stream()
                .flatMap(each -> Stream.of(each.id(), each.name()))
                .distinct()
                .toList();
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }
}
