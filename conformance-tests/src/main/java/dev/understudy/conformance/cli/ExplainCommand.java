package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.ServerChecks;
import java.util.List;
import java.util.Locale;
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
        description =
                "Explain a rule: its words, its source, its check, the cases that show it, and the servers that break it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "Default: ${DEFAULT-VALUE}.")
    String contract = Contract.DEFAULT;

    @Parameters(paramLabel = "RULE", description = "The rule's id.")
    String id = "";

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        var line = spec.commandLine();
        var pack = Contract.load(contract);
        var rule = pack.rule(id).orElseThrow(() -> new ParameterException(line, unknown(pack)));
        line.getOut().println(explain(pack, rule));
        line.getOut().flush();
        return 0;
    }

    private String unknown(Contract pack) {
        var rules = pack.rules().stream().map(Rule::id).toList();
        return Selection.unknown(List.of(id), rules).orElse("The contract has no rule " + id + ".");
    }

    private static String explain(Contract pack, Rule rule) {
        var cases = Catalog.cases(pack).stream()
                .filter(each -> each.proves().contains(rule.id()))
                .map(each ->
                        each.id() + (each.needs().isEmpty() ? "" : " (needs " + String.join(", ", each.needs()) + ")"))
                .toList();
        var mutants = Catalog.mutants(pack, rule.id()).stream()
                .map(mutant -> mutant.id() + " (" + mutant.title() + ")")
                .toList();
        return String.join(
                System.lineSeparator(),
                rule.id() + " (" + rule.level().word() + ", binds the "
                        + rule.binds().name().toLowerCase(Locale.ROOT) + ")",
                "  " + rule.text(),
                "  source:   " + rule.source(),
                "  check:    " + ServerChecks.home(rule.id()).orElse("none here"),
                "  shown by: " + (cases.isEmpty() ? "any case in which it applies" : String.join(", ", cases)),
                "  mutants:  " + (mutants.isEmpty() ? "none" : String.join(", ", mutants)));
    }
}
