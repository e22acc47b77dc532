package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import dev.understudy.verdict.ServerChecks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the suite has for a contract: its cases and its rules, by name. Immutable. */
public final class Catalog {
    private final Contract contract;
    private final List<ConformanceCase> stories;

    private Catalog(Contract contract, List<ConformanceCase> stories) {
        this.contract = contract;
        this.stories = stories;
    }

    /** Reads the cases that the catalogue's network stories give; the others are known. */
    public static Catalog of(Contract contract) {
        return new Catalog(contract, Cases.all(contract));
    }

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

    List<ConformanceCase> stories() {
        return stories;
    }

    /** All cases for the contract. */
    public List<CaseInfo> cases() {
        return stories.stream()
                .map(story ->
                        new CaseInfo(story.id(), story.title(), story.profileNeeds(), story.proves(), story.tags()))
                .toList();
    }

    /** The rules of the contract that the suite judges. */
    public List<Rule> rules() {
        return ServerChecks.ALL.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .toList();
    }

    /** The server that breaks this rule, and no other that binds. */
    public Optional<Mutant> mutant(String rule) {
        return Catalogue.bundled(new ScenarioReader(contract))
                .find("mutant-" + rule.toLowerCase(Locale.ROOT))
                .map(mutant -> new Mutant(mutant.id(), mutant.title()));
    }

    /** The names of all cases, tags and rules: all that may be selected. */
    public List<String> names() {
        return Stream.concat(
                        stories.stream().flatMap(story -> Stream.concat(Stream.of(story.id()), story.tags().stream())),
                        rules().stream().map(Rule::id))
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
    public List<Gap> gaps(TargetProfile profile) {
        return stories.stream()
                .flatMap(
                        story -> Needs.missing(story, profile, Needs.Lack.NONE)
                                .map(why -> new Gap(story.id(), why, story.proves()))
                                .stream())
                .toList();
    }
}
