package dev.understudy.mock.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.understudy.mock.control.ControlHandler;
import dev.understudy.scenario.Scenario;
import dev.understudy.yaml.NearestWord;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the catalogue. */
@Command(name = "list", description = "Show the scenarios, by group.", mixinStandardHelpOptions = true)
final class ListScenarios implements Callable<Integer> {
    @Mixin
    Console console = new Console();

    @Mixin
    ScenarioOptions scenarios = new ScenarioOptions();

    @Option(names = "--tag", paramLabel = "T", description = "Only those with this tag.")
    @Nullable String tag;

    @Option(names = "--json", description = "For programs.")
    boolean json;

    @Override
    public Integer call() {
        var all = scenarios.loadCatalogue(scenarios.loadContract(), console).all();
        var chosen = tag == null ? all : with(tag, all);
        console.print(json ? asJson(chosen) : asText(chosen));
        return 0;
    }

    private List<Scenario> with(String wanted, List<Scenario> all) {
        var chosen = all.stream()
                .filter(scenario -> scenario.tags().contains(wanted))
                .toList();
        if (chosen.isEmpty()) {
            var known = all.stream()
                    .flatMap(scenario -> scenario.tags().stream())
                    .distinct()
                    .sorted()
                    .toList();
            throw console.usage("No scenario has the tag '" + wanted + "'. " + NearestWord.advice(wanted, known));
        }
        return chosen;
    }

    private static String asJson(List<Scenario> all) {
        var array = JsonNodeFactory.instance.arrayNode();
        all.forEach(scenario -> array.add(ControlHandler.describe(scenario)));
        return array.toPrettyString();
    }

    private static String asText(List<Scenario> all) {
        int width =
                all.stream().mapToInt(scenario -> scenario.id().length()).max().orElse(1);
        var text = new StringBuilder();
        var group = "";
        for (var scenario : all) {
            if (!scenario.group().equals(group)) {
                group = scenario.group();
                text.append(text.isEmpty() ? "" : "\n").append(group).append('\n');
            }
            text.append(String.format("  %-" + width + "s  %s%n", scenario.id(), scenario.title()));
        }
        return text.append('\n')
                .append(all.size())
                .append(all.size() == 1 ? " scenario" : " scenarios")
                .toString();
    }
}
