package dev.understudy.mock.cli;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which contract, and which scenarios. */
@Command
final class ScenarioOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "A bundled contract pack, or a folder with one. Default: ${DEFAULT-VALUE}.")
    String contract = Contract.DEFAULT;

    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            description = "A folder of your own scenarios. May be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(names = "--keep-going", description = "Leave broken scenario files out instead of refusing to start.")
    boolean keepGoing;

    Contract loadContract() {
        return Contract.load(contract);
    }

    /** Loads the scenarios, and says on standard error what was left out. */
    Catalogue loadCatalogue(Contract loaded) {
        var catalogue = Catalogue.with(new ScenarioReader(loaded), folders, keepGoing);
        var problems = catalogue.problems();
        problems.forEach(this::say);
        if (!problems.isEmpty()) {
            say(problems.size() + " problem(s). What is broken is left out.");
        }
        catalogue
                .emptyFolders()
                .forEach(folder -> say("No scenario is in the folder " + folder + ": no file there has a"
                        + " name that ends in .yaml or .yml."));
        return catalogue;
    }

    private void say(Object line) {
        if (command != null) {
            command.commandLine().getErr().println(line);
            command.commandLine().getErr().flush();
        }
    }
}
