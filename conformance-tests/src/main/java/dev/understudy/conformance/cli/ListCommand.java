package dev.understudy.conformance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.conformance.Catalog;
import dev.understudy.verdict.ServerChecks;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the cases and the rules. */
@Command(name = "list", description = "Show the cases and the rules.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ContractOption contract = new ContractOption();

    @Option(names = "--json", description = "For programs.")
    boolean json;

    @Override
    public Integer call() {
        var catalog = Catalog.of(contract.load());
        console.print(json ? asJson(catalog) : asText(catalog));
        return 0;
    }

    private static String asText(Catalog catalog) {
        var text = new StringBuilder("Cases\n");
        catalog.cases()
                .forEach(each -> text.append(String.format(
                        "  %-18s %s%s%n",
                        each.id(),
                        each.title(),
                        each.needs().isEmpty() ? "" : " (needs " + String.join(", ", each.needs()) + ")")));
        text.append("\nTags\n  ")
                .append(catalog.cases().stream()
                        .flatMap(each -> each.tags().stream())
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .append('\n');
        text.append("\nRules\n");
        catalog.rules()
                .forEach(rule -> text.append(String.format(
                        "  %-22s %-6s %s%n", rule.id(), rule.level().word(), rule.text())));
        return text.toString().stripTrailing();
    }

    private static String asJson(Catalog catalog) {
        var root = JsonNodeFactory.instance.objectNode();
        var cases = root.putArray("cases");
        catalog.cases().forEach(each -> {
            var node = cases.addObject().put("id", each.id()).put("title", each.title());
            each.needs().forEach(node.putArray("needs")::add);
            each.proves().forEach(node.putArray("proves")::add);
            each.tags().forEach(node.putArray("tags")::add);
        });
        var rules = root.putArray("rules");
        catalog.rules()
                .forEach(rule -> rules.addObject()
                        .put("id", rule.id())
                        .put("level", rule.level().word())
                        .put("text", rule.text())
                        .put("source", rule.source())
                        .put("check", ServerChecks.home(rule.id()).orElse("")));
        return root.toPrettyString();
    }
}
