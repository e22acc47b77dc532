package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.ServerChecks;
import java.util.List;
import java.util.stream.Stream;

/** What the suite has: its cases and its rules, by name. */
public final class Catalog {
    private Catalog() {}

    /**
     * A case, for people.
     *
     * @param needs the kinds of jobs that a profile must know how to make
     * @param proves the rules that it is there for
     */
    public record CaseInfo(String id, String title, List<String> needs, List<String> proves) {
        public CaseInfo {
            needs = List.copyOf(needs);
            proves = List.copyOf(proves);
        }
    }

    /** All cases. */
    public static List<CaseInfo> cases(Contract contract) {
        return Cases.all(contract).stream()
                .map(story -> new CaseInfo(story.id(), story.title(), story.needs(), story.proves()))
                .toList();
    }

    /** The rules of a contract that the suite judges. */
    public static List<Rule> rules(Contract contract) {
        return ServerChecks.ALL.stream()
                .flatMap(check -> contract.rule(check.rule()).stream())
                .toList();
    }

    /** The names of all cases and rules. */
    public static List<String> names(Contract contract) {
        return Stream.concat(
                        Cases.all(contract).stream().map(ConformanceCase::id),
                        ServerChecks.ALL.stream().map(Check::rule))
                .toList();
    }
}
