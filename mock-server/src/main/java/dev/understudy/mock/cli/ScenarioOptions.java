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

    Catalogue loadCatalogue(Contract loaded) {
        return Catalogue.with(new ScenarioReader(loaded), folders, keepGoing);
    }
}
