package dev.understudy.mock.cli;

import dev.understudy.mock.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a scenario's exact bytes, or a WebSocket's messages, to standard output, with its timing and no server. */
@Command(
        name = "play",
        description = {
            "Write a scenario's exact bytes to standard output, with its timing, with no server.",
            "Of a WebSocket, its messages, one a line."
        },
        mixinStandardHelpOptions = true)
final class Play implements Callable<Integer> {
    @Mixin
    Console console = new Console();

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
        if (connection < 1) {
            throw console.usage("--connection is " + connection + "; connections count from 1.");
        }
        double factor = speed.checked(console);
        var contract = scenarios.loadContract();
        var scenario = scenarios.loadCatalogue(contract, console).get(id);
        var ending = Rehearsal.of(contract, scenario, connection).writeTo(StandardOutput.bytes(), factor);
        console.remark("(the connection " + ending + ")");
        return 0;
    }
}
