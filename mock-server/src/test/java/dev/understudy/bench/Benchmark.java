package dev.understudy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the mock server beside a bare Undertow handler, in turns, and prints a table. */
@Command(name = "bench", description = "Measures the mock server beside a bare Undertow handler.", sortOptions = false)
final class Benchmark implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--jar", required = true, description = "The program mock-server.jar.")
    Path jar = Path.of("mock-server.jar");

    @Option(names = "--test-classes", required = true, description = "Where this program and its scenarios are.")
    Path testClasses = Path.of(".");

    @Option(names = "--quick", description = "A minute for a first look: fewer streams, one round.")
    boolean quick;

    @Option(names = "--only", description = "Only the trials whose names contain this, for example idle.")
    String only = "";

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}. Medians are shown.")
    int rounds = 2;

    @Option(names = "--flag", description = "A flag for the JVMs of both servers. Default: -Xmx1g.")
    List<String> flags = new ArrayList<>();

    /** Runs the trials and prints what came of them. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var figures = new Figures(Contender.BARE, Contender.MOCK);
        for (var trial : trials()) {
            if (!trial.name().contains(only)) {
                continue;
            }
            for (int round = 0; round < roundsOf(trial); round++) {
                for (var contender : contenders()) {
                    trial.run(contender, figures);
                }
            }
            say("measured: " + trial.name());
        }
        say(System.lineSeparator() + figures.table());
        return 0;
    }

    private List<Trial> trials() {
        return quick
                ? List.of(
                        new ColdStart(),
                        new PacedStreams(200),
                        new IdleStreams(1000),
                        eachSecond(1000),
                        new Flood(100, 200_000),
                        new Judgement(100_000))
                : List.of(
                        new ColdStart(),
                        new PacedStreams(200),
                        new PacedStreams(1000),
                        new PacedStreams(2000),
                        new IdleStreams(10_000),
                        eachSecond(5000),
                        new Flood(100, 500_000),
                        new Flood(1000, 500_000),
                        new Judgement(100_000));
    }

    private EachSecond eachSecond(int connections) {
        return new EachSecond(
                connections,
                List.of(
                        "-jar",
                        jar.toString(),
                        "--port",
                        "0",
                        "--contract",
                        testClasses.resolve("packs/sockets").toString(),
                        "--keep-going",
                        "--scenarios",
                        testClasses.resolve("bench-websocket").toString()));
    }

    private int roundsOf(Trial trial) {
        if (trial instanceof ColdStart) {
            return quick ? 3 : 7;
        }
        return quick ? 1 : rounds;
    }

    private List<Contender> contenders() {
        var jvm = flags.isEmpty() ? List.of("-Xmx1g") : flags;
        var bare = List.of("-cp", ServerProcess.classPath(jar, testClasses), BareServer.class.getName());
        var mock = List.of("-jar", jar.toString(), "--port", "0");
        var streams = List.of("--scenarios", testClasses.resolve("bench").toString());
        return List.of(
                new Contender(Contender.BARE, jvm, bare, List.of()), new Contender(Contender.MOCK, jvm, mock, streams));
    }

    private void say(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
