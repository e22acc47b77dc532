package dev.understudy.mock.cli;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.yaml.InvalidDocumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenario files without playing them. */
@Command(
        name = "validate",
        description = "Check scenario files: words, and the contract.",
        mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "Default: ${DEFAULT-VALUE}.")
    String contract = Contract.DEFAULT;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        var reader = new ScenarioReader(Contract.load(contract));
        int broken = 0;
        for (var file : files) {
            broken += isInOrder(reader, file) ? 0 : 1;
        }
        return broken == 0 ? 0 : Main.USAGE;
    }

    private boolean isInOrder(ScenarioReader reader, Path file) {
        try {
            var scenario = reader.read(file);
            say(file + "  ok: " + scenario.title(), false);
            return true;
        } catch (InvalidDocumentException e) {
            e.problems().forEach(problem -> say(problem.toString(), true));
            return false;
        }
    }

    private void say(String line, boolean wrong) {
        if (spec != null) {
            var to = wrong ? spec.commandLine().getErr() : spec.commandLine().getOut();
            to.println(line);
            to.flush();
        }
    }
}
