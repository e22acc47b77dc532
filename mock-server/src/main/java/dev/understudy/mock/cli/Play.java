package dev.understudy.mock.cli;

import dev.understudy.mock.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a scenario's exact bytes, or a WebSocket's messages, to standard output, with its timing and no server. */
@Command(
        name = "play",
        description = {
            "Write a scenario's exact bytes to standard output, with its timing, with no server.",
            "Of a WebSocket, its messages, one a line."
        },
        mixinStandardHelpOptions = true)
final class Play implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    ScenarioOptions scenarios = new ScenarioOptions();

    @Parameters(paramLabel = "ID", description = "The scenario.")
    String id = "";

    @Option(
            names = "--connection",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which stream connection of the story. Default: ${DEFAULT-VALUE}.")
    int connection = 1;

    @Mixin
    SpeedOption speed = new SpeedOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        double factor = speed.checked();
        var contract = scenarios.loadContract();
        var scenario = scenarios.loadCatalogue(contract).get(id);
        var ending = Rehearsal.of(contract, scenario, connection).writeTo(StandardOutput.bytes(), factor);
        if (spec != null) {
            spec.commandLine().getErr().println("(the connection " + ending + ")");
            spec.commandLine().getErr().flush();
        }
        return 0;
    }

    private void check() {
        if (spec != null && connection < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--connection is " + connection + "; connections count from 1.");
        }
    }
}
