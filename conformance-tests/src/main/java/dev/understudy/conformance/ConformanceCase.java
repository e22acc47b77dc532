package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.JobRole;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that the suite makes happen at a target. It judges nothing: the checks do, on what was seen.
 *
 * @param id stable, for selecting and for file names
 * @param needs the kinds of jobs that the profile must know how to make, and what else {@link Needs} knows
 * @param proves the rules that it is there for; others may be judged by it too
 * @param story what it does
 */
record ConformanceCase(String id, String title, Scope scope, List<String> needs, List<String> proves, Story story) {
    /** A kind of job whose results are refused once; no other case may use up the limit meanwhile. */
    private static final String LIMITED = "limited";

    ConformanceCase {
        needs = List.copyOf(needs);
        proves = List.copyOf(proves);
    }

    /** What it can be selected by: the areas of its rules, and whether it does something to the network or is safe everywhere. */
    List<String> tags() {
        var areas = proves.stream()
                .map(rule -> rule.substring(0, rule.indexOf('-')).toLowerCase(Locale.ROOT))
                .distinct();
        return Stream.concat(Stream.of(needs.contains(Needs.NETWORK) ? Needs.NETWORK : "safe"), areas)
                .toList();
    }

    /**
     * The same case where this contract holds; empty if the contract has none of the rules, or of the ways to follow a job, that it is there
     * for. One that is there for no rule in particular asks what concerns no job, and needs a contract that has such operations.
     */
    Optional<ConformanceCase> in(Contract contract) {
        if (!canBeFollowed(contract)) {
            return Optional.empty();
        }
        var known =
                proves.stream().filter(rule -> contract.rule(rule).isPresent()).toList();
        boolean asksOperations = contract.operations().stream()
                .anyMatch(operation -> operation.role().isEmpty());
        return (proves.isEmpty() && asksOperations) || !known.isEmpty()
                ? Optional.of(new ConformanceCase(id, title, scope, needs, known, story))
                : Optional.empty();
    }

    /** Whether no other case may run meanwhile: what is counted or timed is the target, and not a crowd of our own. */
    boolean wantsQuiet() {
        return needs.stream().anyMatch(List.of(Needs.OPEN_STREAMS, Needs.SLO, Needs.EVENT_CLOCK, LIMITED)::contains);
    }

    /** What it needs of the profile: not what the contract gives. */
    List<String> profileNeeds() {
        return needs.stream().filter(need -> !Needs.isOfContract(need)).toList();
    }

    /** Whether a job can be followed in the way that this case wants; one that wants none goes with any. */
    private boolean canBeFollowed(Contract contract) {
        return needs.stream()
                .filter(Needs::isOfContract)
                .allMatch(need -> contract.operations().stream()
                        .anyMatch(operation ->
                                operation.role().map(JobRole::word).orElse("").equals(need)));
    }

    /** How often a case runs. */
    enum Scope {
        /** Once for each kind of job. */
        PIPELINE,
        /** Once. */
        TARGET
    }

    /** What a case does. */
    @FunctionalInterface
    interface Story {
        /**
         * Does it.
         *
         * @throws CaseStoppedException if it cannot go on
         */
        void play(Driver driver, String pipeline) throws InterruptedException;
    }
}
