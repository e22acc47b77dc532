package dev.understudy.conformance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.conformance.Catalog;
import dev.understudy.contract.Contract;
import dev.understudy.verdict.ServerChecks;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the cases and the rules. */
@Command(name = "list", description = "Show the cases and the rules.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--contract",
            paramLabel = "PACK",
            defaultValue = Contract.DEFAULT,
            description = "Default: ${DEFAULT-VALUE}.")
    String contract = Contract.DEFAULT;

    @Option(names = "--json", description = "For programs.")
    boolean json;

    @Override
    public Integer call() {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.println(json ? asJson() : asText());
            out.flush();
        }
        return 0;
    }

    private String asText() {
        var text = new StringBuilder("Cases\n");
        Catalog.cases(Contract.load(contract))
                .forEach(each -> text.append(String.format(
                        "  %-18s %s%s%n",
                        each.id(),
                        each.title(),
                        each.needs().isEmpty() ? "" : " (needs " + String.join(", ", each.needs()) + ")")));
        text.append("\nTags\n  ")
                .append(Catalog.cases(Contract.load(contract)).stream()
                        .flatMap(each -> each.tags().stream())
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .append('\n');
        text.append("\nRules\n");
        Catalog.rules(Contract.load(contract))
                .forEach(rule -> text.append(String.format(
                        "  %-22s %-6s %s%n", rule.id(), rule.level().word(), rule.text())));
        return text.toString().stripTrailing();
    }

    private String asJson() {
        var root = JsonNodeFactory.instance.objectNode();
        var cases = root.putArray("cases");
        Catalog.cases(Contract.load(contract)).forEach(each -> {
            var node = cases.addObject().put("id", each.id()).put("title", each.title());
            each.needs().forEach(node.putArray("needs")::add);
            each.proves().forEach(node.putArray("proves")::add);
            each.tags().forEach(node.putArray("tags")::add);
        });
        var rules = root.putArray("rules");
        Catalog.rules(Contract.load(contract))
                .forEach(rule -> rules.addObject()
                        .put("id", rule.id())
                        .put("level", rule.level().word())
                        .put("text", rule.text())
                        .put("source", rule.source())
                        .put("check", ServerChecks.home(rule.id()).orElse("")));
        return root.toPrettyString();
    }
}
