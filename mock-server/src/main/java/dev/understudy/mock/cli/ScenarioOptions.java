package dev.understudy.mock.cli;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which contract, and which scenarios. */
final class ScenarioOptions {
    @Mixin
    ContractOption contract = new ContractOption();

    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            description = "A folder of your own scenarios. May be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(names = "--keep-going", description = "Leave broken scenario files out instead of refusing to start.")
    boolean keepGoing;

    Contract loadContract() {
        return contract.load();
    }

    /** Loads the scenarios, and says on standard error what was left out. */
    Catalogue loadCatalogue(Contract loaded, Console console) {
        var catalogue = Catalogue.with(new ScenarioReader(loaded), folders, keepGoing);
        var problems = catalogue.problems();
        problems.forEach(problem -> console.remark(problem.toString()));
        if (!problems.isEmpty()) {
            console.remark(problems.size() + " problem(s). What is broken is left out.");
        }
        catalogue
                .emptyFolders()
                .forEach(folder -> console.remark("No scenario is in the folder " + folder + ": no file there has a"
                        + " name that ends in .yaml or .yml."));
        return catalogue;
    }
}
