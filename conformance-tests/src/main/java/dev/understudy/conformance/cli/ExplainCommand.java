package dev.understudy.conformance.cli;

import dev.understudy.conformance.Catalog;
import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.ClientJudge;
import dev.understudy.verdict.ServerChecks;
import dev.understudy.yaml.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains a rule. */
@Command(
        name = "explain",
        description =
                "Explain a rule: its words, its source, its check, the cases that show it, and the servers that break it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ContractOption contract = new ContractOption();

    @Parameters(paramLabel = "RULE", description = "The rule's id.")
    String id = "";

    @Override
    public Integer call() {
        var pack = contract.load();
        var rule = pack.rule(id).orElseThrow(() -> console.usage(unknown(pack)));
        console.print(explain(pack, rule));
        return 0;
    }

    private String unknown(Contract pack) {
        if (Catalog.of(pack).names().contains(id)) {
            return "'" + id + "' is a case or a tag, and no rule. The command 'list' shows what it is about.";
        }
        var rules = pack.rules().stream().map(Rule::id).toList();
        return "There is no rule '" + id + "'. "
                + NearestWord.to(id, rules)
                        .map(near -> "Did you mean '" + near + "'? ")
                        .orElse("")
                + "The command 'list' shows those for servers, and the report of 'client' those for clients.";
    }

    private static String explain(Contract pack, Rule rule) {
        var lines = new ArrayList<>(List.of(
                rule.id() + " (" + rule.level().word() + ", binds the "
                        + rule.binds().name().toLowerCase(Locale.ROOT) + ")",
                "  " + rule.text(),
                "  source:   " + rule.source()));
        lines.addAll(rule.binds() == Rule.Side.SERVER ? ofServers(Catalog.of(pack), rule) : ofClients(rule));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> ofServers(Catalog catalog, Rule rule) {
        var cases = catalog.cases().stream()
                .filter(each -> each.proves().contains(rule.id()))
                .map(each ->
                        each.id() + (each.needs().isEmpty() ? "" : " (needs " + String.join(", ", each.needs()) + ")"))
                .toList();
        var mutant = catalog.mutant(rule.id()).map(each -> each.id() + " (" + each.title() + ")");
        return List.of(
                "  check:    " + ServerChecks.home(rule.id()).orElse("none here"),
                "  shown by: " + (cases.isEmpty() ? "any case in which it applies" : String.join(", ", cases)),
                "  mutant:   " + mutant.orElse("none"));
    }

    private static List<String> ofClients(Rule rule) {
        return List.of(
                "  check:    " + ClientJudge.class.getName(),
                "  shown by: the command 'client', and the mock server's verdicts; not where "
                        + ClientJudge.notObservedWhere(rule.id()).orElse("it has no check"));
    }
}
