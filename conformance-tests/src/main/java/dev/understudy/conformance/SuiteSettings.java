package dev.understudy.conformance;

import dev.understudy.contract.Contract;
import dev.understudy.contract.Rule;
import dev.understudy.verdict.Check;
import dev.understudy.verdict.ServerChecks;
import java.util.List;
import java.util.Optional;

/**
 * How a run is set.
 *
 * @param only ids or tags of cases, or rules; empty means all
 * @param parallel how many cases run at the same time
 * @param seed what chooses the cuts
 * @param toxiproxy the address of a Toxiproxy server, {@code embedded} or {@code none}; empty takes what there is
 * @param repeat how often each case runs
 * @param level which rules are judged
 */
public record SuiteSettings(
        List<String> only, int parallel, long seed, Optional<String> toxiproxy, int repeat, Shard shard, Level level) {
    private static final int FEW = 4;
    private static final int MANY = 12;

    public SuiteSettings {
        only = List.copyOf(only);
    }

    /** Each case once, all in one shard, all rules. */
    public SuiteSettings(List<String> only, int parallel, long seed, Optional<String> toxiproxy) {
        this(only, parallel, seed, toxiproxy, 1, Shard.WHOLE, Level.ALL);
    }

    /** Everything, four cases at a time, always the same cuts. */
    public static SuiteSettings defaults() {
        return new SuiteSettings(List.of(), FEW, 1, Optional.empty());
    }

    /** The same with so many cases at a time. */
    public SuiteSettings together(int cases) {
        return new SuiteSettings(only, cases, seed, toxiproxy, repeat, shard, level);
    }

    /** How many cases at a time are good for this target: few, but with the bundled mock, which stands much. */
    public static int casesAtATime(TargetProfile profile) {
        return BundledMock.isMeantBy(profile) ? MANY : FEW;
    }

    /** The same, so often, and only this shard of it and these rules. */
    public SuiteSettings with(int times, Shard part, Level rules) {
        return new SuiteSettings(only, parallel, seed, toxiproxy, times, part, rules);
    }

    /** Which rules are judged. */
    public enum Level {
        MUST,
        SHOULD,
        ALL
    }

    /** A case runs if it or a tag of it is named, or if it is there to prove a rule that is named. */
    boolean selects(ConformanceCase story) {
        return only.isEmpty()
                || only.contains(story.id())
                || story.tags().stream().anyMatch(only::contains)
                || story.proves().stream().anyMatch(only::contains);
    }

    /** The checks that these settings want. */
    public List<Check> checks(Contract contract) {
        return ServerChecks.ALL.stream()
                .filter(check -> selects(check, contract))
                .toList();
    }

    /** A rule is judged if it is named, or if no rule is; and if its level is wanted. */
    private boolean selects(Check check, Contract contract) {
        boolean ruleNamed = only.stream().anyMatch(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)));
        boolean wanted = level != Level.MUST
                || contract.rule(check.rule())
                        .filter(rule -> rule.level() == Rule.Level.MUST)
                        .isPresent();
        return wanted && (!ruleNamed || only.contains(check.rule()));
    }
}
