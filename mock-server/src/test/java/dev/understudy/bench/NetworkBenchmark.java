package dev.understudy.bench;

import dev.understudy.network.InstalledToxiproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the embedded Toxiproxy beside the original, if there is one on the PATH, and prints a table. */
@Command(
        name = "network-bench",
        description = "Measures the embedded Toxiproxy beside the original.",
        sortOptions = false)
final class NetworkBenchmark implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--jar", required = true, description = "The program mock-server.jar.")
    Path jar = Path.of("mock-server.jar");

    @Option(names = "--test-classes", description = "Not used; the other benchmark's.")
    @Nullable Path testClasses;

    @Option(names = "--quick", description = "Fewer of everything, one round, and half a minute of churn.")
    boolean quick;

    @Option(names = "--only", description = "Only the trials whose names contain this, for example churn.")
    String only = "";

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}. Medians are shown.")
    int rounds = 3;

    @Option(names = "--churn-seconds", description = "How long the churn goes on. Default: 600; 30 with --quick.")
    int churnSeconds;

    @Option(names = "--flag", description = "A flag for the JVM of the embedded one. Default: -Xmx1g.")
    List<String> flags = new ArrayList<>();

    /** Runs the trials and prints what came of them. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new NetworkBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var figures = new Figures(ToxiproxyProcess.ORIGINAL, ToxiproxyProcess.EMBEDDED);
        var original = InstalledToxiproxy.find(
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        if (original.isEmpty()) {
            say("There is no toxiproxy-server on the PATH, so there is nothing to compare with.");
        }
        for (var trial : trials()) {
            if (!trial.name().contains(only)) {
                continue;
            }
            for (int round = 0; round < (quick || trial instanceof Churn ? 1 : rounds); round++) {
                run(trial, figures, original);
            }
            say("measured: " + trial.name());
        }
        say(System.lineSeparator() + figures.table());
        return 0;
    }

    private void run(NetworkTrial trial, Figures figures, Optional<Path> original) throws IOException {
        if (original.isPresent()) {
            try (var server = ToxiproxyProcess.original(original.get())) {
                trial.run(server, figures);
            }
        }
        try (var server = ToxiproxyProcess.embedded(jar, flags.isEmpty() ? List.of("-Xmx1g") : flags)) {
            trial.run(server, figures);
        }
    }

    private List<NetworkTrial> trials() {
        int churn = churnSeconds > 0 ? churnSeconds : quick ? 30 : 600;
        return List.of(
                new RoundTrips(quick ? 5_000 : 20_000),
                new Throughput(quick ? 500 : 2_000),
                new LatencyError(quick ? 300 : 1_000),
                new ManyConnections(2_000),
                new Churn(Duration.ofSeconds(churn)));
    }

    private void say(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
