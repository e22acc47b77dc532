package dev.understudy.mock.cli;

import dev.understudy.contract.Contract;
import picocli.CommandLine.Option;

/** The option that says which contract. */
final class ContractOption {
    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "A bundled contract pack, or a folder with one. Default: ${DEFAULT-VALUE}.")
    String pack = Contract.DEFAULT;

    Contract load() {
        return Contract.load(pack);
    }
}
