package dev.understudy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's list of what a stream server can do wrong: every line has rules, and cases that are there for them. */
class ChecklistTest {
    private static final Catalog CATALOG = Catalog.of(Contract.load(Contract.DEFAULT));
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static List<String> lines() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var heading = "## What a stream server can do wrong\n";
        var section = readme.substring(readme.indexOf(heading) + heading.length());
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }

    private static List<String> names(String line, int column) {
        return NAME.matcher(line.split("\\|", -1)[column])
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void there_are_eighteen() throws IOException {
        assertThat(lines()).hasSize(18);
    }

    @Test
    void each_rule_has_a_case_that_is_there_for_it() {
        assertThat(CATALOG.cases().stream().flatMap(each -> each.proves().stream()))
                .containsAll(CATALOG.rules().stream().map(Rule::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> each_has_rules_and_a_case_for_each() throws IOException {
        return lines().stream().map(line -> DynamicTest.dynamicTest(line.split("\\|", -1)[1], () -> assertShown(line)));
    }

    private static void assertShown(String line) {
        var cases = CATALOG.cases().stream()
                .filter(each -> names(line, 4).contains(each.id()))
                .toList();
        assertThat(cases).extracting(Catalog.CaseInfo::id).containsExactlyInAnyOrderElementsOf(names(line, 4));
        assertThat(cases.stream().flatMap(each -> each.proves().stream()))
                .containsAll(names(line, 3))
                .isNotEmpty();
        assertThat(cases).allMatch(each -> each.proves().stream().anyMatch(names(line, 3)::contains));
    }
}
