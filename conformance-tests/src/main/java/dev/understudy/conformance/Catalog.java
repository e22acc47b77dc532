package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ServerChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the suite has: its cases and its rules, by name. */
public final class Catalog {
    private Catalog() {}

    /**
     * A case, for people.
     *
     * @param needs the kinds of jobs, and other keys, that a profile must have for it
     * @param proves the rules that it is there for
     * @param tags by which it can be selected
     */
    public record CaseInfo(String id, String title, List<String> needs, List<String> proves, List<String> tags) {
        public CaseInfo {
            needs = List.copyOf(needs);
            proves = List.copyOf(proves);
            tags = List.copyOf(tags);
        }
    }

    /** A server that breaks a rule on purpose, to see whether the check notices. */
    public record Mutant(String id, String title) {}

    /** All cases for a contract. */
    public static List<CaseInfo> cases(Contract contract) {
        return Cases.all(contract).stream()
                .map(story ->
                        new CaseInfo(story.id(), story.title(), story.profileNeeds(), story.proves(), story.tags()))
                .toList();
    }

    /** The rules of a contract that the suite judges. */
    public static List<Rule> rules(Contract contract) {
        return ServerChecks.ALL.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .toList();
    }

    /** The servers that break this rule, and no other that binds. */
    public static List<Mutant> mutants(Contract contract, String rule) {
        var name = "mutant-" + rule.toLowerCase(Locale.ROOT);
        return Catalogue.bundled(new ScenarioReader(contract)).mutants().stream()
                .filter(mutant -> mutant.id().equals(name))
                .map(mutant -> new Mutant(mutant.id(), mutant.title()))
                .toList();
    }

    /** The names of all cases, tags and rules: all that may be selected. */
    public static List<String> names(Contract contract) {
        return Stream.concat(
                        Cases.all(contract).stream()
                                .flatMap(story -> Stream.concat(Stream.of(story.id()), story.tags().stream())),
                        rules(contract).stream().map(Rule::id))
                .distinct()
                .toList();
    }

    /**
     * A case that a profile keeps from running.
     *
     * @param why which key is missing, or what the profile declares
     * @param proves the rules that thereby are not tested, unless another case shows them
     */
    public record Gap(String id, String why, List<String> proves) {
        public Gap {
            proves = List.copyOf(proves);
        }
    }

    /** The cases that cannot run with this profile, apart from what needs a fault proxy. */
    public static List<Gap> gaps(TargetProfile profile, Contract contract) {
        var gaps = new ArrayList<Gap>();
        for (var story : Cases.all(contract)) {
            Needs.missing(story, profile, Needs.Lack.NONE)
                    .ifPresent(why -> gaps.add(new Gap(story.id(), why, story.proves())));
        }
        return gaps;
    }
}
