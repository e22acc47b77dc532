package dev.understudy.conformance.cli;

import dev.understudy.contract.Contract;
import picocli.CommandLine.Option;

/** The option that says which contract. */
final class ContractOption {
    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "A contract that comes with this program, or a folder. Default: ${DEFAULT-VALUE}.")
    String name = Contract.DEFAULT;

    Contract load() {
        return Contract.load(name);
    }
}
