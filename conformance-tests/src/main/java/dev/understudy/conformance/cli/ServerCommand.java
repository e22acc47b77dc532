package dev.understudy.conformance.cli;

import dev.understudy.conformance.CaseResult;
import dev.understudy.conformance.ProfileReader;
import dev.understudy.conformance.Suite;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.conformance.SuiteSettings;
import dev.understudy.conformance.TargetProfile;
import dev.understudy.conformance.report.ConsoleReport;
import dev.understudy.conformance.report.ReportFolder;
import dev.understudy.mock.MockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--profile", paramLabel = "FILE", description = "What the suite has to know about the target.")
    @Nullable Path profile;

    @Option(
            names = "--only",
            paramLabel = "ID|TAG|RULE",
            description =
                    "Only this case, cases with this tag (such as safe or network), or this rule. May be repeated.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.json, junit.xml and the histories there.")
    @Nullable Path report;

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
            try (var mock = MockServer.play("happy-path")) {
                return judge(ProfileReader.bundledMock().at(mock.baseUri()));
            }
        }
        return judge(target());
    }

    private void check() {
        if (parallel < 1 || parallel > 64) {
            throw usage("--parallel is " + parallel + "; it must be from 1 to 64.");
        }
    }

    private TargetProfile target() {
        var url = Optional.ofNullable(baseUrl).map(this::url);
        var known = profile == null ? ProfileReader.unknownTarget(url.orElseThrow()) : ProfileReader.read(profile);
        var placed = url.map(known::at).orElse(known);
        return tokenEnv == null ? placed : placed.withToken(token(tokenEnv));
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

    private int judge(TargetProfile target) throws IOException, InterruptedException {
        var console = new ConsoleReport(commandSpec().commandLine().getOut());
        Optional<ReportFolder> folder = report == null ? Optional.empty() : Optional.of(new ReportFolder(report));
        var suite = new Suite(
                target,
                new SuiteSettings(only, parallel, seed, Optional.ofNullable(toxiproxy)),
                result -> done(console, folder, result));
        Selection.unknown(only, suite.names()).ifPresent(problem -> {
            throw usage(problem);
        });
        SuiteResult result = suite.run();
        console.write(result);
        if (folder.isPresent()) {
            folder.get().write(result);
        }
        return result.exitCode().number();
    }

    private static void done(ConsoleReport console, Optional<ReportFolder> folder, CaseResult result) {
        console.write(result);
        if (folder.isPresent()) {
            try {
                folder.get().write(result);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
