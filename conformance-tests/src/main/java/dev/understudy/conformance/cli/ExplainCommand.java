package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.contract.Contract;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a rule. */
@Command(
        name = "explain",
        description = "Explain a rule: its words, its source, and which cases show it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = "bookstrack",
            description = "Default: ${DEFAULT-VALUE}.")
    String contract = "bookstrack";

    @Parameters(paramLabel = "RULE", description = "The rule's id.")
    String id = "";

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        var line = spec.commandLine();
        var rule = Contract.load(contract)
                .rule(id)
                .orElseThrow(() -> new ParameterException(
                        line, Selection.unknown(List.of(id), contract).orElse("The contract has no rule " + id + ".")));
        var cases = Catalog.cases(Contract.load(contract)).stream()
                .filter(each -> each.proves().contains(id))
                .map(Catalog.CaseInfo::id)
                .toList();
        line.getOut()
                .println(rule.id() + " (" + rule.level().word() + ", binds the "
                        + rule.binds().name().toLowerCase(java.util.Locale.ROOT) + ")");
        line.getOut().println("  " + rule.text());
        line.getOut().println("  source: " + rule.source());
        line.getOut()
                .println(
                        "  shown by: " + (cases.isEmpty() ? "any case in which it applies" : String.join(", ", cases)));
        line.getOut().flush();
        return 0;
    }
}
