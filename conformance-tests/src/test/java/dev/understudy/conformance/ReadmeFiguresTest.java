package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Counts that the README names, for nobody counts them by hand. */
class ReadmeFiguresTest {
    private static final Contract CONTRACT = Contract.load("bookstrack");

    @Test
    void the_readme_knows_how_many_scenarios_and_rules_there_are() throws IOException {
        int scenarios = Catalogue.bundled(new ScenarioReader(CONTRACT)).ids().size();

        assertThat(Files.readString(Path.of("../README.md")))
                .contains("(" + scenarios + " scenarios;")
                .contains("against " + rules(Rule.Side.SERVER) + " rules")
                .contains("by " + rules(Rule.Side.CLIENT) + " rules");
    }

    private static long rules(Rule.Side binds) {
        return CONTRACT.rules().stream().filter(rule -> rule.binds() == binds).count();
    }
}
