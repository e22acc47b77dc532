package dev.understudy.mock.cli;

import dev.understudy.scenario.ScenarioReader;
import dev.understudy.yaml.InvalidDocumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks scenario files without playing them. */
@Command(
        name = "validate",
        description = "Check scenario files: words, and the contract.",
        mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ContractOption contract = new ContractOption();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        var reader = new ScenarioReader(contract.load());
        int broken = 0;
        for (var file : files) {
            broken += isInOrder(reader, file) ? 0 : 1;
        }
        return broken == 0 ? 0 : Main.USAGE;
    }

    private boolean isInOrder(ScenarioReader reader, Path file) {
        try {
            var scenario = reader.read(file);
            console.print(file + "  ok: " + scenario.title());
            return true;
        } catch (InvalidDocumentException e) {
            e.problems().forEach(problem -> console.remark(problem.toString()));
            return false;
        }
    }
}
